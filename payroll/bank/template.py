"""Templates: how one bank lays out its file of results, as data that the office can change."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from payroll.intake.words import key
from payroll.ledger.records import Outcome
from payroll.problems import Cell, Problem, Refusal, problem

SHIPPED = Path(__file__).parent / "templates"
AUTO = "auto"

Word = Annotated[str, Field(min_length=1)]
Answer = Literal["paid", "failed", "returned", "sent"]


class _Strict(BaseModel):
    """A table of a template: a key it does not know is a mistake, not an addition."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class Span(_Strict):
    """Where a field stands in a line of fixed width, in bytes of the file's encoding."""

    start: Annotated[int, Field(ge=1)]
    bytes: Annotated[int, Field(ge=1)]

    @property
    def end(self) -> int:
        """The last byte, counted from 1."""
        return self.start + self.bytes - 1


Number = Annotated[int, Field(ge=1)]
Headings = Annotated[list[Word], Field(min_length=1)]
Place = Span | Number | Headings


class Columns(_Strict):
    """Where each field stands: headings of a table, numbers of columns, or spans of bytes."""

    account: Place
    amount: Place
    status: Place
    name: Place | None = None
    id_number: Place | None = None
    reason: Place | None = None

    def places(self) -> Iterator[tuple[str, Place]]:
        """The fields the template has, each with its place."""
        for field in type(self).model_fields:
            if (place := getattr(self, field)) is not None:
                yield field, place


class Status(_Strict):
    """Words and codes of the bank by what they mean; capitals and spaces do not matter."""

    paid: Headings
    failed: list[Word] = []
    returned: list[Word] = []
    pending: list[Word] = []

    def meanings(self) -> dict[str, Answer]:
        """What each word means."""
        groups: tuple[tuple[Answer, list[str]], ...] = (
            ("paid", self.paid),
            ("failed", self.failed),
            ("returned", self.returned),
            ("sent", self.pending),
        )
        return {key(word): answer for answer, words in groups for word in words}


class Template(_Strict):
    """One layout of a file of results."""

    name: Word
    kind: Literal["table", "delimited", "fixed"]
    """With headings (workbook or text); by delimiter without headings; by width."""
    encoding: Word = AUTO
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","
    skip: Annotated[int, Field(ge=0)] = 0
    """Lines above the first record (not of a table)."""
    footer: list[Word] = []
    """What the first text of a row that is no record begins with."""
    amount_unit: Literal["yuan", "fen"] = "yuan"
    columns: Columns
    status: Status

    @field_validator("encoding")
    @classmethod
    def _known(cls, encoding: str) -> str:
        if encoding != AUTO:
            try:
                codecs.lookup(encoding)
            except LookupError:
                raise ValueError("encoding") from None
        return encoding

    @model_validator(mode="after")
    def _fits_together(self) -> Template:
        wanted = {"table": list, "delimited": int, "fixed": Span}[self.kind]
        if not all(isinstance(place, wanted) for _, place in self.columns.places()):
            raise ValueError("columns")
        words = [*self.status.paid, *self.status.failed, *self.status.returned]
        if len(self.status.meanings()) != len([*words, *self.status.pending]):
            raise ValueError("status")
        if self.kind == "fixed" and self.encoding == AUTO:
            raise ValueError("encoding")
        return self


OUTCOMES: dict[Answer, Outcome | None] = {
    "paid": "paid",
    "failed": "failed",
    "returned": "returned",
    "sent": None,
}
"""What the ledger keeps of each answer; a transfer on its way has no outcome."""


def load_template(named: str) -> Template:
    """The shipped template of this name, or the one in the TOML file of this name.

    Raises `Refusal` when there is none, or with every mistake in it.
    """
    path = Path(named)
    if path.suffix.lower() == ".toml":
        return _read(path)
    shipped = {template.name: template for template in map(_read, sorted(SHIPPED.glob("*.toml")))}
    if named not in shipped:
        known = "、".join(shipped)
        raise Refusal(problem("bank-template-unknown", Cell("--template"), known=known))
    return shipped[named]


def _read(path: Path) -> Template:
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        raise Refusal(problem("bank-template-missing", Cell(path.name))) from None
    except (ValueError, RecursionError):
        raise Refusal(problem("bank-template-not-toml", Cell(path.name))) from None
    try:
        return Template.model_validate(raw)
    except ValidationError as error:
        raise Refusal(*_mistakes(path.name, error)) from None


def _mistakes(file: str, error: ValidationError) -> list[Problem]:
    """One problem a key: which alternative of a key failed is no matter for its writer."""
    keys: dict[str, None] = {}
    for item in error.errors(include_url=False, include_input=False, include_context=False):
        place = ".".join(str(part) for part in item["loc"][:2]) or item["msg"].rsplit(" ", 1)[-1]
        keys[place] = None
    return [problem("bank-template-key", Cell(file, "", None, place)) for place in keys]
