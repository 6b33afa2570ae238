"""A county with a posted April whose people have cards, and files of results for it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from payroll.bank.dues import Due, dues
from payroll.bank.settling import Settled, settle_results
from payroll.bank.template import load_template
from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.records import Payment
from payroll.ledger.sqlite import open_ledger
from payroll.ledger.steps import open_books
from payroll.period import parse_month
from payroll.problems import Refusal
from tests.payable.county import (
    AT,
    HEADINGS,
    LI,
    NAMES,
    POST,
    WANG,
    ZHANG,
    County,
    new_county,
)

CARDS = {ZHANG: "6222000000000000018", LI: "6222000000000000026", WANG: "6222000000000000034"}
PAY = {ZHANG: "2150.00", LI: "2047.62", WANG: "2150.00"}
"""April has 21 working days; Li was there on 20: 2150 × 20 ÷ 21 = 2047.62."""
DAYS = {ZHANG: "21", LI: "20", WANG: "21"}
RESULT_HEADINGS = ["账号", "户名", "金额", "状态", "失败原因"]


@dataclass
class Office:
    """The county, its cards and its files of results."""

    county: County

    @property
    def root(self) -> Path:
        return self.county.root

    def sheet(self, month: str, rows: Iterable[tuple[str, ...]]) -> None:
        """Write (ID number, required, attended, card) rows."""
        folder = self.root / "rosters" / month
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "甲.csv").open("w", encoding="utf-8-sig", newline="") as sheet:
            writer = csv.writer(sheet)
            writer.writerow([*HEADINGS, "银行卡号"])
            for person, required, attended, card in rows:
                writer.writerow([NAMES[person], person, POST, "甲单位", required, attended, card])

    def results(
        self,
        rows: Iterable[Sequence[str]],
        name: str = "回单.csv",
        headings: Sequence[str] = RESULT_HEADINGS,
    ) -> Path:
        """A file of results as CSV."""
        path = self.root / name
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([headings, *rows])
        return path

    def settle(
        self, path: Path, month: str = "2026-04", template: str = "通用", *, repeats: bool = False
    ) -> Settled:
        """Take a file of results."""
        with open_books(self.root / "out") as books:
            return settle_results(
                books,
                path,
                parse_month(month),
                load_template(template),
                actor="出纳",
                at=AT,
                repeats=repeats,
            )

    def say(self, *rows: Sequence[str], repeats: bool = False, month: str = "2026-04") -> Settled:
        """Take (person, status[, amount[, reason[, card]]]) rows as a file of results."""
        told = []
        for person, status, *rest in rows:
            amount, reason, card = [*rest, *(None,) * (3 - len(rest))]
            told.append(
                [
                    card or CARDS[person],
                    NAMES[person],
                    amount or PAY[person],
                    status,
                    reason or "",
                ]
            )
        return self.settle(self.results(told), month, repeats=repeats)

    def refused(self, *rows: Sequence[str], repeats: bool = False) -> list[str]:
        """Codes of a refused file; the ledger must be as it was."""
        before = self.head()
        try:
            self.say(*rows, repeats=repeats)
        except Refusal as refusal:
            assert self.head() == before
            return [found.code for found in refusal.problems]
        raise AssertionError("taken")

    def dues(self, month: str = "2026-04") -> dict[str, Due]:
        """What is due, by ID number."""
        ledger = open_ledger(self.root / "ledger.db")
        try:
            return {due.identity.id_number: due for due in dues(ledger, month)}
        finally:
            ledger.close()

    def standing(self, person: str, month: str = "2026-04") -> list[str]:
        return [part.standing for part in self.dues(month)[person].parts]

    def payments(self) -> list[Payment]:
        ledger = open_ledger(self.root / "ledger.db")
        try:
            return ledger.payments()
        finally:
            ledger.close()

    def head(self) -> str:
        ledger = open_ledger(self.root / "ledger.db")
        try:
            return ledger.head().text
        finally:
            ledger.close()

    def is_whole(self) -> bool:
        return list(find_chain_problems(self.root / "ledger.db")) == []


def new_office(root: Path, cards: dict[str, str] = CARDS) -> Office:
    """April posted for Zhang, Li and Wang."""
    office = Office(new_county(root))
    office.sheet("2026-04", [(p, "21", DAYS[p], cards[p]) for p in (ZHANG, LI, WANG)])
    office.county.post("2026-04")
    return office
