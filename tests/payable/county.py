"""A small county with a ledger: sheets are written, months run, signed and posted."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payroll.ledger.records import Kind
from payroll.ledger.sqlite import open_ledger, start_ledger
from payroll.ledger.steps import correct_person, open_books, take_step
from payroll.month import Folders, compute_month
from payroll.output import write_month
from payroll.output.month_payroll import MonthPayroll
from payroll.period import parse_month

ROOT = Path(__file__).parents[2]
HEADINGS = ["姓名", "身份证号", "补贴项目", "用人单位", "应出勤天数", "实出勤天数"]
ZHANG, LI, WANG = "140581199001010006", "140581199002020003", "140581199003030000"
RIGHT = "140581199002120004"
"""Li's right number, once it is known that the other was copied wrongly."""
NAMES = {ZHANG: "张三", LI: "李四", WANG: "王五", RIGHT: "李四"}
POST, RESERVE, INTERN = "公益性岗位", "人才储备", "大学生实习实训"
GIFT = "三支一扶慰问金"
AT = "2026-06-01T00:00:00Z"
ACTORS: dict[Kind, str] = {
    "submit": "张制",
    "review": "李复",
    "approve": "王审",
    "return": "李复",
    "post": "张制",
    "close": "张制",
}


@dataclass
class County:
    """The folders of one office, its ledger beside `out`."""

    root: Path

    @property
    def folders(self) -> Folders:
        return Folders(self.root / "rates", self.root / "rosters", self.root / "out")

    def sheet(self, month: str, rows: Iterable[tuple[str, ...]], file: str = "甲.csv") -> None:
        """Write (ID number, program, required, attended[, unit]) rows as one sheet."""
        folder = self.root / "rosters" / month
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / file).open("w", encoding="utf-8-sig", newline="") as sheet:
            writer = csv.writer(sheet)
            writer.writerow(HEADINGS)
            for person, program, required, attended, *unit in rows:
                name = NAMES.get(person, f"人{person[6:14]}")
                writer.writerow([name, person, program, *(unit or ["甲单位"]), required, attended])

    def run(self, month: str) -> MonthPayroll:
        """Compute a month with the ledger."""
        ledger = open_ledger(self.root / "ledger.db")
        try:
            return compute_month(self.folders, parse_month(month), effects=False, ledger=ledger)
        finally:
            ledger.close()

    def run_without_ledger(self, month: str) -> MonthPayroll:
        """Compute a month as if there were no ledger."""
        return compute_month(self.folders, parse_month(month), effects=False)

    def post(self, month: str) -> MonthPayroll:
        """Run, write, sign and post a month."""
        payroll = self.run(month)
        write_month(payroll, self.root / "out")
        self.sign(month)
        return payroll

    def sign(self, month: str, *kinds: Kind) -> None:
        """Take the steps of a month that was written, up to its posting unless named."""
        with open_books(self.root / "out") as books:
            for kind in kinds or ("submit", "review", "approve", "post"):
                take_step(books, kind, month, actor=ACTORS[kind], at=AT)

    def correct(self, old: str, new: str) -> None:
        """Bind another ID number to a person."""
        with open_books(self.root / "out") as books:
            correct_person(books, old, new, actor="主任", at=AT, reason="登记时抄错")


def new_county(root: Path, starts: str = "2026-04") -> County:
    """The published rates, no sheets, an empty ledger."""
    shutil.copytree(ROOT / "rates", root / "rates")
    (root / "out").mkdir()
    start_ledger(
        root / "ledger.db",
        parse_month(starts),
        actor="主任",
        at=AT,
        ledger_id="test",
        single_person=False,
    )
    return County(root)


def differences(payroll: MonthPayroll) -> set[tuple[str, str, str, str, str, int]]:
    """(ID, month, component, reason, cause, fen) of every line that is no line of the month."""
    rows = payroll.payments.filter(~payroll.payments["reason"].is_in(["regular", "one_off"]))
    return {
        (
            row["id_number"],
            f"{row['service_month']:%Y-%m}",
            row["component"],
            row["reason"],
            row["cause"],
            row["amount_fen"],
        )
        for row in rows.iter_rows(named=True)
    }


def codes(payroll: MonthPayroll) -> list[str]:
    """Codes of the problems that are not about the calendar or the budget."""
    passing = {"required-unlike-calendar", "budget-overrun", "required-unlike-unit"}
    return [found.code for found in payroll.problems if found.code not in passing]


def first_of(month: str) -> date:
    """First day of a month."""
    return parse_month(month)
