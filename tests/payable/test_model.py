"""Whatever a county does, in whatever order: what was posted follows the sheets, and stays.

The machine draws late, wrong, lost and moved rows, holds, corrected ID numbers, postings, early
drafts, closings and results of the bank.  What is due it knows by itself: every month requires 20
days, so a day is worth 107.50, and the insurance 993.25 for everybody with a row.  More examples
than the suite has time for: PAYROLL_MODEL_EXAMPLES=200.
"""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from openpyxl import Workbook

from payroll.bank.dues import dues
from payroll.bank.settling import settle_results
from payroll.bank.template import load_template
from payroll.identity import check_digit
from payroll.ledger.life import first_open_month
from payroll.ledger.sqlite import open_ledger
from payroll.ledger.steps import open_books
from payroll.output import write_month
from payroll.output.month_payroll import MonthPayroll
from payroll.period import month_text
from payroll.problems import Refusal
from payroll.verification import verify
from tests.payable.county import AT, HEADINGS, POST, RESERVE, County, first_of, new_county

MONTHS = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08"]
PEOPLE = {"甲一": "19800101", "乙二": "19850202", "丙三": "19900303"}
STAYER = "甲一"
PROGRAMS = {POST: "public_welfare_post", RESERVE: "talent_reserve"}
WAGES = {"public_welfare_post": "post_subsidy", "talent_reserve": "wage"}
DAY, INSURANCE = 10_750, 99_325
Key = tuple[str, str, str, str]
"""(name, program id, month, component)."""


@dataclass(frozen=True)
class Row:
    """What a sheet says of a person; more than 20 days are a mistake that holds the row back."""

    program: str = POST
    days: int = 20
    second_number: bool = False

    @property
    def right(self) -> bool:
        return self.days <= 20


rows = st.builds(Row, st.sampled_from([POST, POST, RESERVE]), st.sampled_from([20, 20, 7, 0, 21]))
some_month = st.sampled_from(MONTHS[:4])
others = st.sampled_from([name for name in PEOPLE if name != STAYER])


def number(name: str, *, second: bool = False) -> str:
    """ID number that was never issued; the second is the corrected one."""
    body = f"14058{2 if second else 1}{PEOPLE[name]}000"
    return body + check_digit(body)


def due_now(name: str, month: str, row: Row | None) -> dict[Key, int]:
    """What the person is entitled to, in fen."""
    if row is None:
        return {}
    program = PROGRAMS[row.program]
    keys = {WAGES[program]: row.days * DAY, "social_insurance": INSURANCE}
    return {(name, program, month, component): fen for component, fen in keys.items()}


class Office(RuleBasedStateMachine):
    """A county of three people over five months."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(mkdtemp())
        self.county: County = new_county(self.root, MONTHS[0])
        self.sheets: dict[str, dict[str, Row]] = {
            month: {name: Row() for name in PEOPLE} for month in MONTHS
        }
        self.posted: dict[Key, int] = defaultdict(int)
        self.held: dict[str, tuple[str, str]] = {}
        self.corrected: set[str] = set()
        self.digests: dict[str, str] = {}
        self.closed: set[str] = set()
        self.files = 0
        self.post()

    def teardown(self) -> None:
        if hasattr(self, "root"):
            event(f"months posted: {len(self.digests)}")
            problems = verify(self.root / "ledger.db", self.root / "out", self.root / "rates")
            assert [str(problem) for problem in problems] == []
            shutil.rmtree(self.root)

    @property
    def next(self) -> str:
        """The month that is posted next."""
        return MONTHS[len(self.digests)]

    # What the units and the centre write

    @rule(month=some_month, name=others, row=rows, second=st.booleans())
    def write_row(self, month: str, name: str, row: Row, *, second: bool) -> None:
        known = second and name in self.corrected
        self.sheets[month][name] = Row(row.program, row.days, second_number=known)

    @rule(month=some_month, name=others)
    def lose_row(self, month: str, name: str) -> None:
        self.sheets[month].pop(name, None)

    @rule(name=others)
    def hold(self, name: str) -> None:
        self.held.setdefault(name, (self.next, ""))

    @precondition(lambda self: self.held)
    @rule(name=others)
    def release(self, name: str) -> None:
        first, _ = self.held.pop(name, ("", ""))
        if first and first < self.next:
            self.held[name] = (first, MONTHS[len(self.digests) - 1])

    @precondition(lambda self: self.digests)
    @rule(name=others)
    def correct(self, name: str) -> None:
        try:
            self.county.correct(number(name), number(name, second=True))
            self.corrected.add(name)
        except Refusal:
            never_posted = not any(key[0] == name for key in self.posted)
            assert never_posted or name in self.corrected

    # The life of the months

    @precondition(lambda self: len(self.digests) < len(MONTHS) - 1)
    @rule()
    def post(self) -> None:
        month, before = self.next, dict(self.posted)
        self.write_sheets()
        payroll = self.county.post(month)
        self.read_posted()
        self.digests[month] = self.digest(month)
        self.check_posting(month, before, payroll)

    @precondition(lambda self: len(self.digests) < len(MONTHS) - 1)
    @rule(name=others, row=rows)
    def put_right_and_post(self, name: str, row: Row) -> None:
        """A row of the month posted last is corrected just before the next is posted."""
        self.sheets[max(self.digests)][name] = row
        self.post()

    @precondition(lambda self: 0 < len(self.digests) < len(MONTHS) - 1)
    @rule(name=others, days=st.sampled_from([20, 7]))
    def draft_the_month_after_too_early(self, name: str, days: int) -> None:
        """A draft that knows nothing of the posting between must not be taken."""
        self.sheets[MONTHS[0]][name] = Row(POST, days)
        self.write_sheets()
        early = MONTHS[len(self.digests) + 1]
        write_month(self.county.run(early), self.root / "out")
        self.post()
        with pytest.raises(Refusal, match="run-older-than-ledger"):
            self.county.sign(early)

    @precondition(lambda self: self.digests)
    @rule(kind=st.sampled_from(["submit", "post", "return", "close"]))
    def try_a_posted_month_again(self, kind: str) -> None:
        month = max(self.digests)
        try:
            self.county.sign(month, kind)  # type: ignore[arg-type]
        except Refusal:
            assert kind != "close" or month in self.closed
        else:
            assert kind == "close"
            self.closed.add(month)

    @precondition(lambda self: self.digests)
    @rule(data=st.data(), status=st.sampled_from(["S", "E", "P", "退汇"]), repeats=st.booleans())
    def bank(self, data: st.DataObject, status: str, *, repeats: bool) -> None:
        month = data.draw(st.sampled_from(sorted(self.digests)))
        with open_books(self.root / "out") as books:
            owed = dues(books.ledger, month)
            if not owed:
                return
            due = data.draw(st.sampled_from(owed))
            path = self.root / "回单.csv"
            amount = f"{due.amount_fen // 100}.{due.amount_fen % 100:02d}"
            self.files += 1
            said = [due.card, due.identity.name, amount, status, f"批次{self.files}"]
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows([["账号", "户名", "金额", "状态", "失败原因"], said])
            before = books.ledger.head()
            template = load_template("通用")
            try:
                settle_results(
                    books, path, first_of(month), template, actor="出纳", at=AT, repeats=repeats
                )
            except Refusal:
                assert books.ledger.head() == before

    # What must hold

    def check_posting(self, month: str, before: dict[Key, int], payroll: MonthPayroll) -> None:
        """Posted = due for everybody who may be judged, but for what is left to take back."""
        left: dict[tuple[str, str], int] = defaultdict(int)
        for name in PEOPLE:
            for past in MONTHS[: MONTHS.index(month) + 1]:
                row = self.sheets[past].get(name)
                keys = [key for key in self.posted if (key[0], key[2]) == (name, past)]
                if row is None or not row.right or self.on_hold(name, month):
                    assert all(self.posted[key] == before.get(key, 0) for key in keys), (
                        "somebody without an accepted row was paid or taken back from"
                    )
                    continue
                due = due_now(name, past, row)
                for key in {*keys, *due}:
                    more = self.posted[key] - due.get(key, 0)
                    assert more >= 0, "somebody was paid too little"
                    payee = "insurer" if key[3] == "social_insurance" else "person"
                    left[name, payee] += more
        told: dict[tuple[str, str], int] = defaultdict(int)
        for row in payroll.recoveries.iter_rows(named=True):
            told[row["name"], row["payee"]] += row["closing_fen"]
        assert {k: fen for k, fen in left.items() if fen} == {k: f for k, f in told.items() if f}

    @invariant()
    def posted_months_never_change(self) -> None:
        for month, digest in getattr(self, "digests", {}).items():
            assert self.digest(month) == digest

    @invariant()
    def nobody_is_sent_more_than_was_posted(self) -> None:
        if not getattr(self, "digests", None):
            return
        with closing(open_ledger(self.root / "ledger.db")) as ledger:
            assert month_text(first_open_month(ledger)) == self.next
            for month in self.digests:
                owed = {(due.person, due.card): due.amount_fen for due in dues(ledger, month)}
                out: dict[tuple[int, str], int] = defaultdict(int)
                still: dict[tuple[int, str], int] = defaultdict(int)
                for payment in ledger.payments(month):
                    place = (payment.person, payment.due.card_number or "")
                    if payment.state in ("sent", "paid"):
                        out[place] += payment.amount_fen
                        still[place] += 1
                assert all(fen <= owed[place] for place, fen in out.items())
                assert all(count <= 1 for count in still.values()), "two open payments"

    # How it is done

    def on_hold(self, name: str, month: str) -> bool:
        first, last = self.held.get(name, ("9999-12", ""))
        return first <= month and (not last or month <= last)

    def write_sheets(self) -> None:
        for month, sheet in self.sheets.items():
            folder = self.root / "rosters" / month
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / "甲.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow([*HEADINGS, "银行卡号"])
                for name, row in sheet.items():
                    card = f"62220000000{PEOPLE[name]}"
                    who = number(name, second=row.second_number)
                    writer.writerow([name, who, row.program, "甲单位", 20, row.days, card])
        book = Workbook()
        book.active.append(["身份证号", "姓名", "起始月份", "结束月份", "原因", "经办人"])
        for name, (first, last) in self.held.items():
            for second in (False, True):
                book.active.append([number(name, second=second), name, first, last, "核查", "王审"])
        book.save(self.root / "rosters" / "暂缓发放.xlsx")
        book.close()

    def read_posted(self) -> None:
        """Σ by key, added up from the lines themselves."""
        self.posted = defaultdict(int)
        with closing(open_ledger(self.root / "ledger.db")) as ledger:
            names = {person: known[-1].name for person, known in ledger.identities().items()}
            for run in ledger.runs():
                for line in ledger.lines(run.subject):
                    key = (names[line.person], line.program_id, line.period, line.component)
                    self.posted[key] += line.amount_fen

    def digest(self, month: str) -> str:
        """Of every published file and of the lines in the ledger."""
        sha = hashlib.sha256()
        for path in sorted((self.root / "out" / month).iterdir()):
            sha.update(path.name.encode() + path.read_bytes())
        with closing(open_ledger(self.root / "ledger.db")) as ledger:
            lines = [repr((line.line_id, line.amount_fen)) for line in ledger.lines(month)]
        sha.update("".join(lines).encode())
        return sha.hexdigest()


TestOffice = Office.TestCase
TestOffice.settings = settings(
    max_examples=int(os.environ.get("PAYROLL_MODEL_EXAMPLES", "8")),
    stateful_step_count=14,
    deadline=None,
)
