"""What stands around the table of an xlsx worksheet: merged ranges and hidden columns."""

from __future__ import annotations

from payroll.intake.cells.limits import Limits
from payroll.intake.cells.markup import Attributes, Element, Walk
from payroll.intake.cells.merges import merge_of
from payroll.intake.cells.model import Merge
from payroll.intake.cells.package import grammar, ignored, is_on


class Surroundings:
    """Collects them; `children` is the grammar of a worksheet without its table.

    `walk` is to be set to the walk through the worksheet before it starts.
    """

    walk: Walk

    def __init__(self, limits: Limits) -> None:
        self.merges: list[Merge] = []
        self.hidden_columns: set[int] = set()
        self._limits = limits
        merge = Element(start=self._merge_starts)
        column = Element(start=self._columns_start)
        self.children = ignored(_WORKSHEET_CHILDREN) | {
            "mergeCells": Element(grammar({"mergeCell": merge})),
            "cols": Element(grammar({"col": column})),
        }

    def _merge_starts(self, attributes: Attributes) -> None:
        if len(self.merges) >= self._limits.merges:
            raise self._limits.too_many("merges")
        merge = merge_of(attributes.get("ref", ""))
        if merge[:2] != merge[2:]:
            self.merges.append(merge)

    def _columns_start(self, attributes: Attributes) -> None:
        first = self.walk.number(attributes, "min")
        last = self.walk.number(attributes, "max")
        if is_on(attributes.get("hidden", "0")) or is_nought(attributes.get("width")):
            self.hidden_columns.update(range(first, min(last, self._limits.columns) + 1))


def is_nought(size: str | None) -> bool:
    """Whether a height or width is written and nought: hidden by dragging instead of by command."""
    return size is not None and size.strip("0.") == "" and size != ""


_WORKSHEET_CHILDREN = (
    "sheetPr dimension sheetViews sheetFormatPr sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews phoneticPr "
    "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup "
    "headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags "
    "drawing drawingHF legacyDrawing legacyDrawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
)
