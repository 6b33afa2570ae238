"""Laws of charging, against a twin that takes one line after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll import schema
from payroll.budget import Budget, charge
from payroll.budget.routes import eligible_projects
from payroll.rates.model import ChargedTo, Program
from tests.budget.building import FIRST, LAST, budget, payments, program, project

NOVEMBER, JANUARY, FEBRUARY = date(2025, 11, 1), date(2026, 1, 1), date(2026, 2, 1)
Line = tuple[str, date, str, int]


class Case(NamedTuple):
    programs: tuple[Program, ...]
    budget: Budget
    lines: list[Line]
    charged: pl.DataFrame

    def charges(self) -> pl.DataFrame:
        return charge(payments(self.lines), self.programs, self.budget, self.charged)


SETTINGS = settings(deadline=None, max_examples=150)
AMOUNTS = st.sampled_from([0, 1, 50, 99, 100, 101, 250, -50, -100])
"""Small, so that sums meet the amounts of the projects to the fen again and again."""


@st.composite
def cases(draw: st.DrawFn) -> Case:
    names = ["结转甲", "本年甲", "本年乙", "本年丙"]
    projects = [
        project(names[0], draw(st.integers(0, 400)), NOVEMBER, NOVEMBER, carried=True),
        *(project(name, draw(st.integers(0, 600)), FIRST, LAST) for name in names[1:]),
    ]
    programs = []
    for program_id in ("a", "b", "c"):
        chosen = draw(st.lists(st.sampled_from(names[1:]), unique=True).map(sorted))
        entries = [ChargedTo(name, FIRST, LAST) for name in chosen]
        if draw(st.booleans()):
            entries.insert(
                draw(st.integers(0, len(entries))), ChargedTo(names[0], NOVEMBER, NOVEMBER)
            )
        programs.append(program(program_id, *entries))
    lines = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["a", "b", "c"]),
                st.sampled_from([NOVEMBER, JANUARY, FEBRUARY]),
                st.sampled_from(["person", "person", "insurer", "deduction"]),
                AMOUNTS,
            ),
            max_size=25,
        )
    )
    used = draw(st.lists(st.tuples(st.sampled_from(names), st.integers(-50, 300)), max_size=4))
    charged = pl.DataFrame(
        used, schema={"project": pl.String, "amount_fen": pl.Int64}, orient="row"
    )
    return Case(tuple(programs), budget(*projects), lines, charged)


def one_by_one(case: Case) -> list[tuple[str, str, int]]:
    """(project, kind, fen) of every line: the rule as a clerk would follow it with a pencil."""
    left = dict(case.budget.amounts_fen)
    for name, amount in case.charged.iter_rows():
        left[name] -= amount
    by_id = {item.id: item for item in case.programs}
    closed: set[str] = set()
    charged = []
    for program_id, month, payee, fen in case.lines:
        cost = 0 if payee == "deduction" else fen
        route = eligible_projects(by_id[program_id], month, case.budget)
        for name in route:
            if cost < 0 or (name not in closed and (cost == 0 or cost <= left[name])):
                left[name] -= cost
                charged.append((name, "within", cost))
                break
            closed.add(name)
        else:
            charged.append((route[-1] if route else "", "over", cost))
    return charged


@SETTINGS
@given(cases())
def test_charges_are_those_of_a_clerk_with_a_pencil(case: Case) -> None:
    seen = case.charges().select("project", "kind", "amount_fen").rows()
    assert seen == one_by_one(case)


@SETTINGS
@given(cases())
def test_charges_add_up_to_what_the_lines_cost(case: Case) -> None:
    charges = case.charges()
    assert charges.schema == pl.Schema(schema.CHARGES)
    assert charges["line_id"].to_list() == [str(number) for number in range(len(case.lines))]
    costs = [0 if payee == "deduction" else fen for _, _, payee, fen in case.lines]
    assert charges["amount_fen"].to_list() == costs


@SETTINGS
@given(cases())
def test_no_project_carries_more_than_it_has(case: Case) -> None:
    within = case.charges().filter(pl.col("kind") == "within")
    for item in case.budget.projects:
        used = case.charged.filter(pl.col("project") == item.name)["amount_fen"].sum()
        carried = within.filter(pl.col("project") == item.name)["amount_fen"].sum()
        assert carried <= max(0, item.amount_fen - used)


@SETTINGS
@given(cases())
def test_carried_over_money_pays_its_own_months_only(case: Case) -> None:
    charges = case.charges().with_columns(
        month=pl.Series([line[1] for line in case.lines], dtype=pl.Date)
    )
    old = charges.filter(pl.col("fund") == "上年结转")
    assert set(old["month"]) <= {NOVEMBER}
    assert set(old["document"]) <= {"某财社〔2025〕1号"}
    assert set(charges.filter(pl.col("fund") != "上年结转")["document"]) <= {""}


@SETTINGS
@given(cases(), st.randoms(use_true_random=False))
def test_where_there_is_enough_the_order_of_the_lines_does_not_matter(
    case: Case, random: object
) -> None:
    rich = budget(
        *(
            project(item.name, 10**9, item.first, item.last, carried=bool(item.document))
            for item in case.budget.projects
        )
    )
    order = list(range(len(case.lines)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = Case(case.programs, rich, case.lines, case.charged).charges()
    shuffled = Case(case.programs, rich, [case.lines[k] for k in order], case.charged).charges()
    assert shuffled["project"].to_list() == [straight["project"][k] for k in order]
    assert set(straight.filter(pl.col("project") != "")["kind"]) <= {"within"}


@SETTINGS
@given(cases())
def test_programs_that_share_no_project_do_not_touch_each_other(case: Case) -> None:
    charges = case.charges()
    own = {entry.project for entry in case.programs[0].charged_to}
    others = {entry.project for item in case.programs[1:] for entry in item.charged_to}
    if own & others:
        return
    places = [k for k, line in enumerate(case.lines) if line[0] == "a"]
    alone = Case(
        case.programs, case.budget, [case.lines[k] for k in places], case.charged
    ).charges()
    assert alone["project"].to_list() == [charges["project"][k] for k in places]
    assert alone["kind"].to_list() == [charges["kind"][k] for k in places]


def totals(charges: pl.DataFrame) -> dict[tuple[str, str], int]:
    grouped = charges.group_by("project", "kind").agg(pl.col("amount_fen").sum())
    return {(name, kind): fen for name, kind, fen in grouped.iter_rows()}


def interns(count: int) -> list[Line]:
    month = date(2026, 3, 1)
    return [
        line
        for _ in range(count)
        for line in (("interns", month, "person", 1290_00), ("interns", month, "insurer", 240_00))
    ]


def test_400_interns_of_one_month_and_600_000_yuan() -> None:
    """392 people are carried (599,760.00, 240.00 left); the other eight are 12,240.00 over."""
    paying = program("interns", ChargedTo("实习", FIRST, LAST))
    charges = charge(payments(interns(400)), [paying], budget(project("实习", 600_000_00)))
    assert totals(charges) == {("实习", "within"): 599_760_00, ("实习", "over"): 12_240_00}
    assert charges.filter(pl.col("kind") == "within").height == 2 * 392


def test_a_small_line_does_not_slip_in_after_one_that_did_not_fit() -> None:
    paying = program("a", ChargedTo("甲", FIRST, LAST), ChargedTo("乙", FIRST, LAST))
    lines: list[Line] = [("a", JANUARY, "person", fen) for fen in (60, 50, 10)]
    charges = charge(payments(lines), [paying], budget(project("甲", 100), project("乙", 100)))
    assert charges["project"].to_list() == ["甲", "乙", "乙"]


def test_what_earlier_months_used_is_gone() -> None:
    paying = program("a", ChargedTo("甲", FIRST, LAST))
    used = pl.DataFrame({"project": ["甲", "甲"], "amount_fen": [40, 20]})
    lines: list[Line] = [("a", JANUARY, "person", 40), ("a", JANUARY, "person", 1)]
    charges = charge(payments(lines), [paying], budget(project("甲", 100)), used)
    assert charges["kind"].to_list() == ["within", "over"]


def test_carried_over_money_goes_first_wherever_the_file_lists_it() -> None:
    old = project("旧", 100, NOVEMBER, NOVEMBER, carried=True)
    new = project("新", 100, NOVEMBER, LAST)
    paying = program("a", ChargedTo("新", NOVEMBER, LAST), ChargedTo("旧", NOVEMBER, NOVEMBER))
    lines: list[Line] = [("a", NOVEMBER, "person", 80)] * 2 + [("a", JANUARY, "person", 10)]
    charges = charge(payments(lines), [paying], budget(old, new))
    assert charges["project"].to_list() == ["旧", "新", "新"]
    assert charges["document"].to_list() == ["某财社〔2025〕1号", "", ""]


def test_a_deduction_is_charged_nothing() -> None:
    paying = program("a", ChargedTo("甲", FIRST, LAST))
    lines: list[Line] = [("a", JANUARY, "person", 100), ("a", JANUARY, "deduction", 30)]
    charges = charge(payments(lines), [paying], budget(project("甲", 100)))
    assert charges.select("project", "kind", "amount_fen").rows() == [
        ("甲", "within", 100),
        ("甲", "within", 0),
    ]


@pytest.mark.parametrize("known", [True, False])
def test_a_line_without_a_home_is_over_on_no_project(known: bool) -> None:
    """Its row is held back before; if it comes to charging all the same, it is not hidden."""
    programs = [program("a", ChargedTo("甲", FEBRUARY, LAST))] if known else []
    lines: Sequence[Line] = [("a", JANUARY, "person", 5)]
    charges = charge(payments(lines), programs, budget(project("甲", 100)))
    assert charges.select("project", "fund", "document", "kind", "amount_fen").rows() == [
        ("", "", "", "over", 5)
    ]


def test_without_a_budget_nothing_is_known_to_be_covered() -> None:
    paying = program("a", ChargedTo("甲", FIRST, LAST), ChargedTo("乙", FIRST, LAST))
    charges = charge(payments([("a", JANUARY, "person", 5)]), [paying], None)
    assert charges.select("project", "fund", "kind").rows() == [("乙", "", "over")]


def test_no_payments_no_charges() -> None:
    paying = program("a", ChargedTo("甲", FIRST, LAST))
    charges = charge(payments([]), [paying], budget(project("甲", 100)))
    assert charges.schema == pl.Schema(schema.CHARGES)
    assert charges.is_empty()
