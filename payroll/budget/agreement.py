"""Whether the tables of a budget file, and the programs, refer to what exists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from payroll.budget.model import Budget
from payroll.budget.project_checks import window_text
from payroll.budget.reader import BudgetReader, table_name
from payroll.budget.routes import CycleOfProjects, filling_order
from payroll.problems import Cell, Problem, problem
from payroll.rates.model import ChargedTo, Program
from payroll.terms.budget import BAR


def find_reference_problems(budget: Budget, reader: BudgetReader) -> None:
    """Note references to cells, columns and holdings that do not exist, or differ in unit."""
    ties = budget.ties
    for kind, names, groups in (
        (
            "projects_tie",
            [tie.what for tie in ties.projects],
            [(*tie.columns,) for tie in ties.projects],
        ),
        (
            "projects_tie",
            [tie.what for tie in ties.projects],
            [tie.counts for tie in ties.projects],
        ),
        ("rows_tie", [tie.what for tie in ties.rows], [(t.total, *t.parts) for t in ties.rows]),
        ("tie", [tie.what for tie in ties.sums], [(t.total, *t.parts) for t in ties.sums]),
        ("same", [tie.what for tie in ties.same], [tie.cells for tie in ties.same]),
        ("ratio", [tie.what for tie in ties.ratios], [(t.part, t.whole) for t in ties.ratios]),
        ("growth", [tie.what for tie in ties.growths], [(t.now,) for t in ties.growths]),
    ):
        for number, (what, references) in enumerate(zip(names, groups, strict=True), 1):
            _find_group_problems(
                budget, references, table_name(kind, number, {"what": what}), reader
            )
    changes = {growth.what for growth in ties.growths}
    for number, growth in enumerate(ties.growths, 1):
        if growth.part_of and growth.part_of not in changes - {growth.what}:
            name = table_name("growth", number, {"what": growth.what})
            reader.add("budget-growth-unknown", name, "part_of", what=growth.part_of)
    holdings = {holding.name for holding in budget.holdings}
    for number, project in enumerate(budget.projects, 1):
        for place, part in enumerate(project.parts, 1):
            if part.presumes and part.presumes not in holdings:
                reader.add(
                    "budget-holding-unknown",
                    table_name("project", number, {"name": project.name}),
                    f"parts.第{place}项.presumes",
                    holding=part.presumes,
                )


def _find_group_problems(
    budget: Budget, references: Sequence[str], name: str, reader: BudgetReader
) -> None:
    """Note references of one tie that lead nowhere, or to figures of different units."""
    known: list[str] = []
    for reference in references:
        table_id, *row, column = reference.split(BAR)
        table = budget.table(table_id)
        if (
            table is None
            or column not in table.columns
            or any(table.row(key) is None for key in row)
        ):
            reader.add("budget-cell-unknown", name, "", reference=reference)
        else:
            known.append(reference)
    for reference in known[1:]:
        if budget.unit_of(reference) != budget.unit_of(known[0]):
            reader.add("budget-units-differ", name, "", reference=reference, other=known[0])


def find_basis_problems(budget: Budget, programs: Sequence[Program], reader: BudgetReader) -> None:
    """Note bases of programs that no rate file states, and rates to repeat that do not exist."""
    by_id = {program.id: program for program in programs}
    for number, project in enumerate(budget.projects, 1):
        name = table_name("project", number, {"name": project.name})
        for place, basis in enumerate(project.bases, 1):
            if basis.program_id not in by_id:
                reader.add(
                    "budget-program-unknown",
                    name,
                    f"basis.第{place}项.program",
                    program=basis.program_id,
                    known="、".join(by_id),
                )
        if any(basis.program_id not in by_id for basis in project.bases):
            continue
        components = {
            component.id
            for basis in project.bases
            for component in by_id[basis.program_id].components
        }
        for place, indicator in enumerate(project.indicators, 1):
            named = indicator.states == "rate" or indicator.component
            if named and indicator.component not in components:
                reader.add(
                    "budget-component-unknown",
                    name,
                    f"indicators.第{place}项.component",
                    indicator=indicator.third,
                    component=indicator.component,
                )


def find_charged_to_problems(
    budget: Budget, programs: Sequence[Program], elsewhere: Iterable[str]
) -> list[Problem]:
    """Programs charged to a project that no budget knows (`elsewhere`: those of other years), or
    for months the project does not pay, or in orders that contradict each other."""
    known = set(elsewhere)
    problems: list[Problem] = []
    for program in programs:
        for number, entry in enumerate(program.charged_to, 1):
            place = f"第{number}条 charged_to"
            project = budget.project(entry.project)
            if project is None:
                if entry.project not in known:
                    cell = Cell(program.file, place, None, "project")
                    problems.append(problem("charged-project-unknown", cell, project=entry.project))
            elif not (project.pays(entry.first) and project.pays(entry.last)):
                problems.append(
                    problem(
                        "charged-project-other-fund",
                        Cell(program.file, place, None, "months"),
                        project=entry.project,
                        months=_months(entry),
                        window=window_text(project.first, project.last),
                    )
                )
    try:
        filling_order(programs, budget)
    except CycleOfProjects as cycle:
        projects = dict.fromkeys(cycle.projects)
        files = [
            program.file
            for program in programs
            if len({entry.project for entry in program.charged_to} & set(projects)) > 1
        ]
        problems.append(
            problem(
                "charged-order-contradicts",
                Cell(files[0], "", None, "charged_to"),
                projects="、".join(f"“{name}”" for name in projects),
                files="、".join(files),
            )
        )
    return problems


def _months(entry: ChargedTo) -> str:
    return window_text(entry.first, entry.last)
