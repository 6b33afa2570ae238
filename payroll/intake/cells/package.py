"""The parts of an xlsx package and how they refer to each other."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from payroll.intake.cells.container import Container
from payroll.intake.cells.limits import Limits, Unreadable, shown
from payroll.intake.cells.markup import IGNORED, Attributes, Element, Walk

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The transitional and the strict namespace of workbooks, sheets, strings and styles."""
_RELATIONSHIP_IDS = tuple(
    f"{namespace} id"
    for namespace in (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def grammar(children: dict[str, Element]) -> dict[str, Element]:
    """Children of an element under both namespaces of the standard."""
    return {f"{namespace} {name}": child for namespace in MAIN for name, child in children.items()}


def ignored(names: str) -> dict[str, Element]:
    """Elements, named between spaces, that may stand here and say nothing about values."""
    return dict.fromkeys(names.split(), IGNORED)


@dataclass(frozen=True)
class Relationship:
    """One part's reference to another."""

    kind: str
    """Last step of the relationship's type: `worksheet`, `sharedStrings`, `styles` …"""
    target: str
    """Name of the part in the container; empty when it lies outside."""


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as the workbook part lists it."""

    name: str
    state: str
    relationship: str


@dataclass
class WorkbookPart:
    """What the workbook part says about the whole."""

    name: str
    relationships: dict[str, Relationship]
    sheets: list[SheetEntry] = field(default_factory=list)
    date1904: bool = False
    is_calculated: bool = True
    """False when the file says that its formula results are not to be relied on."""

    def target(self, kind: str) -> str | None:
        """Name of the one part of a kind, None when there is none."""
        found = [one.target for one in self.relationships.values() if one.kind == kind]
        if len(found) > 1:
            raise Unreadable("workbook-part-unexpected", part=shown(self.name), line=1, what=kind)
        return found[0] if found else None


def relationships(container: Container, part: str, limits: Limits) -> dict[str, Relationship]:
    """References of a part by id; none when it has no relationship part.  `""` is the package."""
    folder, name = posixpath.split(part)
    own = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relationship] = {}
    if own not in container:
        return found

    def read(attributes: Attributes) -> None:
        key, kind = attributes.get("Id"), attributes.get("Type")
        target = attributes.get("Target")
        if key is None or kind is None or target is None or key in found:
            raise walk.unexpected("Relationship")
        if len(found) >= limits.references:
            raise limits.too_many("references")
        if attributes.get("TargetMode", "Internal") == "External":
            target = ""
        elif target.startswith("/"):
            target = posixpath.normpath(target).lstrip("/")
        else:
            target = posixpath.normpath(posixpath.join(folder, target))
        found[key] = Relationship(kind.rpartition("/")[2], target)

    one = Element(start=read)
    root = Element({f"{_RELATIONSHIPS} Relationship": one}, skips_foreign=False)
    walk = Walk(own, Element({f"{_RELATIONSHIPS} Relationships": root}), limits)
    walk.run(container.chunks(own))
    return found


def workbook_part(container: Container, limits: Limits) -> WorkbookPart:
    """The workbook part, found through the package's relationships and read."""
    starts = [
        one.target
        for one in relationships(container, "", limits).values()
        if one.kind == "officeDocument"
    ]
    if len(starts) != 1 or "[Content_Types].xml" not in container:
        raise Unreadable("workbook-part-missing", part="xl/workbook.xml")
    part = WorkbookPart(starts[0], relationships(container, starts[0], limits))

    def sheet(attributes: Attributes) -> None:
        key = next((attributes[name] for name in _RELATIONSHIP_IDS if name in attributes), None)
        name, state = attributes.get("name"), attributes.get("state", "visible")
        if not name or key is None or state not in ("visible", "hidden", "veryHidden"):
            raise walk.unexpected("sheet")
        if len(part.sheets) >= limits.sheets:
            raise limits.too_many("sheets")
        part.sheets.append(SheetEntry(name, state, key))

    def properties(attributes: Attributes) -> None:
        part.date1904 = is_on(attributes.get("date1904", "0"))

    def calculation(attributes: Attributes) -> None:
        part.is_calculated = not is_on(attributes.get("fullCalcOnLoad", "0")) and (
            attributes.get("calcMode", "auto") != "manual"
        )

    book = ignored(_WORKBOOK_CHILDREN) | {
        "workbookPr": Element(start=properties, skips_any=True),
        "sheets": Element(grammar({"sheet": Element(start=sheet)})),
        "calcPr": Element(start=calculation, skips_any=True),
    }
    walk = Walk(part.name, Element(grammar({"workbook": Element(grammar(book))})), limits)
    walk.run(container.chunks(part.name))
    return part


def is_on(text: str) -> bool:
    """Whether an XML boolean is true."""
    return text in ("1", "true", "on")


_WORKBOOK_CHILDREN = (
    "fileVersion fileSharing workbookProtection bookViews functionGroups externalReferences "
    "definedNames oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing "
    "fileRecoveryPr webPublishObjects extLst"
)
