"""Laws of the full join: every fen that was charged is in every view, and no project is lost."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.budget import Budget
from payroll.reconciliation import views
from payroll.reconciliation.curves import curves
from payroll.reconciliation.execution import Execution, executions
from payroll.reconciliation.outlook import Outlook
from payroll.reconciliation.tables import e4, fen
from tests.budget.building import budget, project

AS_OF = date(2026, 4, 1)
MONTHS = [date(2026, month, 1) for month in range(1, 5)]
FIELDS = ("project", "fund", "document", "program", "unit", "id_number", "name", "reason", "kind")
SETTINGS = settings(deadline=None, max_examples=120)

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["甲", "乙", "丙", "无名", ""]),
        st.sampled_from(["本年预算", "上年结转", ""]),
        st.sampled_from(["", "某财社〔2025〕1号", "某财社〔2026〕9号"]),
        st.sampled_from(["街道协理员", "慰问"]),
        st.sampled_from(["北街道", "南街道", ""]),
        st.sampled_from(["140581199001010006", "140581199001020001"]),
        st.sampled_from(["张三", "李四"]),
        st.sampled_from(["regular", "one_off", "arrears", "recovery"]),
        st.sampled_from(["within", "over"]),
        st.sampled_from(MONTHS),
        st.sampled_from([date(2025, 12, 1), *MONTHS]),
        st.sampled_from([0, 1, 99, 100, 101, 99_325, -1, -100]),
    ),
    max_size=30,
)


def payments(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    kinds = {
        **dict.fromkeys(FIELDS, pl.String),
        "run_month": pl.Date,
        "service_month": pl.Date,
        "charged_fen": pl.Int64,
    }
    return pl.DataFrame(rows, schema=kinds, orient="row")


def small() -> Budget:
    return budget(
        project("甲", 1_000),
        project("乙", 0),
        project("丙", 500, date(2025, 7, 1), date(2025, 12, 1), carried=True),
    )


def joined(paid: pl.DataFrame) -> list[Execution]:
    return executions(paid, small(), [], AS_OF)


@SETTINGS
@given(ROWS)
def test_nothing_charged_is_lost_and_nothing_is_counted_twice(
    rows: list[tuple[object, ...]],
) -> None:
    paid = payments(rows)
    due = sum(int(row[-1]) for row in rows)  # type: ignore[call-overload]
    found = joined(paid)
    frames = {"units": views.by_unit(paid, AS_OF), "people": views.by_person(paid, AS_OF)}
    totals = views.require_agreement(paid, found, frames)
    assert set(totals.values()) == {due}
    assert sum(row.spent_fen for row in found) == due
    assert sum(row.spent_fen for row in views.by_code(found, {})) == due
    assert views.by_year(paid)["spent_fen"].sum() == due
    april = sum(int(row[-1]) for row in rows if row[9] == AS_OF)  # type: ignore[call-overload]
    assert sum(row.month_fen for row in found) == april
    assert {frame["month_fen"].sum() for frame in frames.values()} == {april}
    over = sum(int(row[-1]) for row in rows if row[8] == "over")  # type: ignore[call-overload]
    assert sum(row.over_fen for row in found) == over


@SETTINGS
@given(ROWS)
def test_every_project_of_the_budget_has_exactly_one_row(rows: list[tuple[object, ...]]) -> None:
    found = joined(payments(rows))
    assert [row.project for row in found][:3] == ["甲", "乙", "丙"]
    assert len({row.key for row in found}) == len(found)
    charged = {(row[0], row[1], row[2]) for row in rows}
    assert {row.key for row in found} == {
        ("甲", "本年预算", ""),
        ("乙", "本年预算", ""),
        ("丙", "上年结转", "某财社〔2025〕1号"),
        *charged,
    }
    known = {row.key for row in found[:3]}
    assert {row.standing for row in found if row.key not in known} <= {"unbudgeted"}
    assert all(row.left_fen == row.budget_fen - row.spent_fen for row in found)


@SETTINGS
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_payments_does_not_matter(
    rows: list[tuple[object, ...]], random: object
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = joined(payments(rows)), joined(payments(shuffled))
    assert {row.key: row for row in one} == {row.key: row for row in other}


@SETTINGS
@given(ROWS)
def test_a_view_that_is_a_fen_off_is_refused(rows: list[tuple[object, ...]]) -> None:
    paid = payments(rows)
    if paid.is_empty():
        return
    off = views.by_unit(paid, AS_OF).with_columns(
        spent_fen=pl.col("spent_fen") + (pl.int_range(pl.len()) == 0).cast(pl.Int64)
    )
    with pytest.raises(views.ViewsDiffer):
        views.require_agreement(paid, joined(paid), {"units": off})


@SETTINGS
@given(ROWS)
def test_curves_end_where_the_table_does(rows: list[tuple[object, ...]]) -> None:
    found = joined(payments(rows))
    whole, *each = curves(found, small(), Outlook(), AS_OF)
    shown = [row for row in found if row.standing != "elsewhere"]
    assert whole.spent[3] == sum(row.spent_fen for row in shown)
    assert whole.spent[4:] == (None,) * 8
    assert whole.budget_fen == sum(row.budget_fen for row in shown)
    assert whole.pace[11] == sum(row.budget_fen for row in shown)
    assert list(whole.pace) == sorted(whole.pace)
    assert [curve.spent[3] for curve in each] == [row.spent_fen for row in shown if row.spent_fen]


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**12))
def test_ratios_are_rounded_half_away_from_zero(part: int, whole: int) -> None:
    ratio = Fraction(part, whole)
    for rounded, exact in ((e4(ratio), ratio * 10_000), (fen(ratio), ratio)):
        assert rounded is not None
        assert abs(rounded - exact) <= Fraction(1, 2)
        if abs(rounded - exact) == Fraction(1, 2):
            assert abs(rounded) > abs(exact)


def test_carried_over_money_has_its_own_pace() -> None:
    carried = project("丙", 600, date(2026, 3, 1), date(2026, 8, 1), carried=True)
    progress = [
        executions(payments([]), budget(carried), [], date(2026, month, 1))[0].progress
        for month in (1, 2, 3, 5, 8, 12)
    ]
    assert progress == [0, 0, Fraction(1, 6), Fraction(1, 2), 1, 1]
