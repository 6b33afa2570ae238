"""Next year's budget in draft: people × dated standards × months, one-offs, a margin.

The lines are those of the last budget that are paid from the year's own money, under their names of
the new year.  A budget provides for full attendance.  What no source states stays open and is
named; nothing is carried on from last year's amount.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from payroll.amounts import divide_half_away
from payroll.budget import Project
from payroll.budget.needs import unstated_components
from payroll.forecast.formulas import cost_formula
from payroll.forecast.ground import Ground
from payroll.forecast.heads import head_lines
from payroll.forecast.plan import FULL_SHARE_E4, Plan, PlanRow, parse_share, with_new_people
from payroll.period import month_list
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.terms.budget import THIS_YEAR

ROUNDED_TO_FEN = 10_000
"""Amounts are rounded up to 100 yuan, 0.01 万元: the published table adds up without tails."""
MAX_MARGIN_E4 = 5_000


@dataclass(frozen=True)
class DraftLine:
    """One project of next year."""

    project: Project
    """As the last budget states it."""
    name: str
    formula: str
    """The sum behind the need; empty where there is none."""
    people: int | None
    """The most people of a month; None where nobody is planned."""
    need_fen: int | None
    """What the stated standards need; None where nobody is planned."""
    margin_fen: int
    unstated: tuple[str, ...]
    """What the project must pay and no source states an amount for."""
    sources: tuple[str, ...]
    """Where the people and the standards come from."""

    @property
    def amount_fen(self) -> int | None:
        """Need and margin, rounded up to `ROUNDED_TO_FEN`; None where it is open."""
        if self.need_fen is None:
            return None
        return -(-(self.need_fen + self.margin_fen) // ROUNDED_TO_FEN) * ROUNDED_TO_FEN


@dataclass(frozen=True)
class Draft:
    """The draft of the year of its ground."""

    ground: Ground
    lines: tuple[DraftLine, ...]
    margin_e4: int
    problems: tuple[Problem, ...]
    """Warnings: what stays open."""

    @property
    def year(self) -> int:
        """The year that is drafted."""
        return self.ground.year

    @property
    def total_fen(self) -> int:
        """Σ of the amounts that are not open."""
        return sum(line.amount_fen or 0 for line in self.lines)


def parse_margin(text: str) -> int:
    """Ten-thousandths of a margin written `0.05` or `5%`.  Raises `Refusal`."""
    try:
        margin_e4 = parse_share(text)
    except ValueError:
        margin_e4 = None
    if margin_e4 is None or margin_e4 > MAX_MARGIN_E4:
        raise Refusal(problem("draft-margin-wrong", Cell("--margin"), seen=text))
    return margin_e4


def draft_budget(ground: Ground, plan: Sequence[PlanRow], margin_e4: int = 0) -> Draft:
    """The draft of the year of the ground.

    Raises `Refusal` for people of a program that none of the projects pays.
    """
    complete = with_new_people(tuple(plan), ground.months, {})
    owners = _owners(ground)
    _require_owners(ground, complete, owners)
    lines = head_lines(complete, ground.rates, ground.book.calendar)
    drafted = []
    for project in ground.budget.projects:
        if project.fund == THIS_YEAR:
            mine = [row for row in complete if owners[row.program_id] == project.name]
            charged = [program for program, owner in owners.items() if owner == project.name]
            drafted.append(_line(ground, project, mine, charged, lines, margin_e4))
    return Draft(ground, tuple(drafted), margin_e4, tuple(_warnings(ground, drafted)))


def _owners(ground: Ground) -> dict[str, str]:
    """Name of the project of the year's own money that each program is charged to first."""
    own = {project.name for project in ground.budget.projects if project.fund == THIS_YEAR}
    return {
        program.id: next(entry.project for entry in program.charged_to if entry.project in own)
        for program in ground.programs
        if any(entry.project in own for entry in program.charged_to)
    }


def _require_owners(ground: Ground, plan: Plan, owners: Mapping[str, str]) -> None:
    homeless = {row.program_id for row in plan if row.people and row.program_id not in owners}
    if homeless:
        raise Refusal(
            *(
                problem(
                    "plan-program-without-project",
                    Cell(ground.budget.file),
                    program=program.name,
                    months=month_list([r.month for r in plan if r.program_id == program.id]),
                    file=program.file,
                )
                for program in ground.programs
                if program.id in homeless
            )
        )


def _line(
    ground: Ground,
    project: Project,
    rows: Sequence[PlanRow],
    charged: Sequence[str],
    lines: pl.DataFrame,
    margin_e4: int,
) -> DraftLine:
    mine = {row.program_id for row in rows if row.people}
    costs = lines.filter(pl.col("program_id").is_in(list(mine)))
    need_fen = int(costs["amount_fen"].sum()) if mine else None
    by_month: dict[date, int] = {}
    for row in rows:
        by_month[row.month] = by_month.get(row.month, 0) + row.people
    return DraftLine(
        project=project,
        name=renamed(project.name, ground),
        formula=cost_formula(costs),
        people=max(by_month.values()) if mine else None,
        need_fen=need_fen,
        margin_fen=divide_half_away((need_fen or 0) * margin_e4, FULL_SHARE_E4),
        unstated=_unstated(ground, project, charged),
        sources=tuple(dict.fromkeys(row.note for row in rows if row.note)),
    )


def renamed(text: str, ground: Ground) -> str:
    """A text of the last budget with the coming year for its own."""
    return text.replace(str(ground.budget.year), str(ground.year))


def _unstated(ground: Ground, project: Project, charged: Sequence[str]) -> tuple[str, ...]:
    """What the project must pay next year and no source states an amount for."""
    first, last = ground.months[0], ground.months[-1]
    items = [item for basis in project.bases for item in basis.unstated]
    for program_id in charged:
        items.extend(unstated_components(program_id, first, last, ground.rates))
    return tuple(dict.fromkeys(items))


def _warnings(ground: Ground, lines: Sequence[DraftLine]) -> Iterator[Problem]:
    nobody = [line.name for line in lines if line.need_fen is None]
    if nobody:
        names = "、".join(nobody)
        cell = Cell(ground.budget.file)
        yield problem("draft-nobody", cell, count=len(nobody), projects=names)
    for line in lines:
        if line.need_fen is not None and line.unstated:
            cell = Cell(ground.budget.file, line.project.name)
            items = "、".join(line.unstated)
            yield problem("draft-standard-not-stated", cell, project=line.name, items=items)
