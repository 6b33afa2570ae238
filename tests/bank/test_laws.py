"""Whatever the bank says, in whatever order: no fen is lost, none is paid twice."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.bank.dues import dues
from payroll.ledger.sqlite import open_ledger
from payroll.problems import Refusal
from tests.bank.county import PAY, Office
from tests.payable.county import LI, WANG, ZHANG, County

POSTED_FEN = {ZHANG: 215_000, LI: 204_762, WANG: 215_000}
ROWS = st.tuples(
    st.sampled_from([ZHANG, LI, WANG]),
    st.sampled_from(["S", "E", "P", "退汇", "?"]),
    st.sampled_from(["", "", "", "", "0.01", "2047.62", "2150.00"]),
)
FILES = st.lists(st.tuples(st.lists(ROWS, max_size=4), st.booleans()), min_size=1, max_size=7)


class Bank:
    """What really happened to the money of one person, kept without any of our code."""

    def __init__(self) -> None:
        self.open: str | None = None
        self.arrived = 0

    def may(self, status: str, *, repeats: bool) -> bool:
        """Whether a row of this status can be true."""
        if repeats and status == {"S": "S", "E": "E", "退汇": "退汇", "P": "P"}.get(
            self.open or ""
        ):
            return True
        return status != "?" and (self.open != "S" or status == "退汇")

    def take(self, status: str, *, repeats: bool) -> None:
        if repeats and self.open == status:
            return
        self.arrived = 1 if status == "S" else 0
        self.open = status


@settings(max_examples=60, deadline=None)
@given(files=FILES)
def test_paid_and_unpaid_are_what_was_posted(posted: Path, files: list[tuple[list, bool]]) -> None:
    serial = count()
    with TemporaryDirectory() as folder:
        root = Path(folder) / "office"
        shutil.copytree(posted, root)
        office = Office(County(root))
        banks = {person: Bank() for person in POSTED_FEN}
        for rows, repeats in files:
            told = [(p, s, amount or PAY[p], f"批次{next(serial)}") for p, s, amount in rows]
            right = (
                len({p for p, *_ in rows}) == len(rows) > 0
                and all(amount in ("", PAY[p]) for p, _, amount in rows)
                and all(banks[p].may(s, repeats=repeats) for p, s, _ in rows)
            )
            before = office.head()
            try:
                office.say(*told, repeats=repeats)
            except Refusal:
                assert not right, "a true file was refused"
                assert office.head() == before
            else:
                assert right, "a file that cannot be true was taken"
                for person, status, _ in rows:
                    banks[person].take(status, repeats=repeats)
            _check(office, banks)
        assert office.is_whole()


def _check(office: Office, banks: dict[str, Bank]) -> None:
    with closing(open_ledger(office.root / "ledger.db")) as ledger:
        owed = {due.identity.id_number: due for due in dues(ledger, "2026-04")}
        payments = ledger.payments()
    assert {person: due.amount_fen for person, due in owed.items()} == POSTED_FEN
    for person, due in owed.items():
        assert sum(part.amount_fen for part in due.parts) == due.amount_fen
        assert due.paid_fen + due.unpaid_fen == due.amount_fen
        assert due.paid_fen == banks[person].arrived * due.amount_fen
        open_or_paid = [p for p in due.payments if p.state in ("sent", "paid")]
        assert len(open_or_paid) <= 1, "two transfers for one posting"
    replaced = [p.reissue_of for p in payments if p.reissue_of is not None]
    by_number = {p.payment: p for p in payments}
    assert all(by_number[number].state in ("failed", "returned") for number in replaced)


def test_the_order_of_the_rows_does_not_matter(posted: Path) -> None:
    rows = [(ZHANG, "S"), (LI, "E"), (WANG, "P")]
    for seed in range(3):
        with TemporaryDirectory() as folder:
            root = Path(folder) / "office"
            shutil.copytree(posted, root)
            office = Office(County(root))
            office.say(*random.Random(seed).sample(rows, 3))
            standing = [office.standing(person) for person in (ZHANG, LI, WANG)]
            assert standing == [["paid"], ["failed"], ["sent"]]
