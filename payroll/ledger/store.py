"""What can be asked of a ledger and written into it, whatever keeps it.

A store decides nothing about pay or about the life of a month (`payroll.ledger.life` does).  It
promises: what is in stays as it is, what may not happen twice cannot, and every write is whole or
not at all.  No method takes or gives anything but the values of `payroll.ledger.records`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from payroll.ledger.records import (
    AcceptedRow,
    BankFile,
    Charge,
    Event,
    Head,
    Identity,
    Line,
    NewEvent,
    PaidLine,
    Payment,
    PostedAmount,
    PostedRun,
    Posting,
)


class Ledger(Protocol):
    """An open ledger.  People are numbers; one person whose ID was corrected has one number."""

    @property
    def starts(self) -> date:
        """First service month that is posted and recomputed; earlier ones are opening entries."""

    @property
    def single_person(self) -> bool:
        """Whether one person may prepare, review and approve; printed on every output."""

    def head(self, before: str | None = None) -> Head:
        """The last link of the chain; with a subject, the last that is no step of that subject.

        The outputs of a month print the latter: submitting them does not change what they say.
        """

    def events(self, subject: str | None = None) -> list[Event]:
        """Every event, or those of one subject, oldest first."""

    def is_posted(self, month: date) -> bool:
        """Whether the run of `month` is posted: its files are not replaced any more."""

    def runs(self) -> list[PostedRun]:
        """Every posting, oldest first."""

    # People

    def people(self) -> dict[str, int]:
        """The person of every ID number ever posted or corrected."""

    def identities(self, person: int | None = None) -> dict[int, list[Identity]]:
        """What each person (or one) was called, oldest first; the last is what holds now."""

    # What was posted

    def posted(
        self,
        service_months: Collection[date] | None = None,
        until_run: str | None = None,
    ) -> list[PostedAmount]:
        """Σ by key in the order of the key; of lines of these service months (all by default).

        `until_run` counts only the postings up to and with that subject.
        """

    def lines(self, subject: str) -> list[Line]:
        """The lines of one posting, in its order."""

    def lines_of(self, person: int) -> list[tuple[str, Line]]:
        """Every line of a person with the subject of its posting, oldest first."""

    def charges(self, subject: str) -> list[Charge]:
        """The charges of one posting, in the order of its lines."""

    def paid(self, first: date, last: date) -> list[PaidLine]:
        """The lines of the months posted from `first` to `last`, by month and in its order; opening
        entries, which are charged to nothing, are not in it."""

    def charged(self, year: int, before: date) -> dict[str, int]:
        """Fen charged within each project by the run months of `year` before `before`."""

    def roster_of(self, subject: str) -> list[AcceptedRow]:
        """The accepted rows stored with one posting, in its order."""

    def roster(self, service_month: date) -> list[AcceptedRow]:
        """The rows of a service month that hold now: for each person and program the row that was
        stored last."""

    def files(self, subject: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """SHA-256 by name of the files that a posting was computed from, and of those it wrote."""

    # What the bank paid

    def payments(self, subject: str | None = None) -> list[Payment]:
        """Every transfer, or those of one posting, in the order in which they came."""

    def bank_files(self, subject: str) -> dict[str, int]:
        """SHA-256 of the files of results taken for one posting, with the number of the event."""

    # Writing

    def writing(self) -> AbstractContextManager[None]:
        """The only right to write, until the end of the block: all of it is kept, or nothing.

        What is read inside cannot change before the end.  Raises `Refusal` (`ledger-busy`) when
        another process keeps it for too long.
        """

    def append(self, event: NewEvent) -> Event:
        """Add a step without rows, inside `writing`."""

    def append_posting(self, event: NewEvent, posting: Posting) -> Event:
        """Add a posting with its lines, charges, roster and people, inside `writing`.

        Raises `Refusal` for what may not be posted twice.
        """

    def append_correction(self, event: NewEvent, old: str, new: str) -> Event:
        """Bind the ID number `new` to the person of `old`, inside `writing`.

        When `new` was posted as another person, both become one from here on.
        """

    def append_bank_file(self, event: NewEvent, file: BankFile) -> Event:
        """Add a file of results with what it says of each transfer, inside `writing`.

        Raises `Refusal` for what may not be paid twice.
        """

    def close(self) -> None:
        """Give the file or connection back."""
