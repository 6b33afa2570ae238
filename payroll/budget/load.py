"""Loading the budget of a year: the whole file, every mistake, at once."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from payroll.budget import build
from payroll.budget.agreement import (
    find_basis_problems,
    find_charged_to_problems,
    find_reference_problems,
)
from payroll.budget.change_checks import find_change_problems
from payroll.budget.changes import Change
from payroll.budget.model import Budget, EvaluationPolicy, Project
from payroll.budget.project_checks import find_project_problems
from payroll.budget.published import PublishedTable, Ties
from payroll.budget.published_tables import (
    GrowthTable,
    ProjectsTieTable,
    PublishedTableTable,
    RatioTable,
    RowsTieTable,
    SameTable,
    TieTable,
)
from payroll.budget.reader import BudgetReader
from payroll.budget.table_checks import find_table_problems
from payroll.budget.tables import (
    BudgetTable,
    ChangeTable,
    EvaluationTable,
    HoldingTable,
    ProjectTable,
)
from payroll.problems import Cell, Refusal, in_file_order, problem
from payroll.rates.model import Program
from payroll.rates.tables import Raw
from payroll.terms.budget import ADJUSTMENT, RELEASE

FOLDER = "budget"


def budget_file(year: int) -> str:
    """Path of a year's budget relative to the rates folder."""
    return f"{FOLDER}/{year}.toml"


def latest_budget_year(folder: Path) -> int:
    """The latest year that has a budget file.  Raises `Refusal` when there is none at all."""
    years = budget_years(folder)
    if not years:
        raise Refusal(problem("budget-none", Cell(FOLDER)))
    return years[-1]


def budget_years(folder: Path) -> list[int]:
    """The years that have a budget file, ascending."""
    names = [path.stem for path in (folder / FOLDER).glob("*.toml")]
    return sorted(int(name) for name in names if name.isascii() and name.isdigit())


def load_budget(folder: Path, year: int, programs: Sequence[Program]) -> Budget:
    """The budget of `year` that the rates folder states, in agreement with its programs.

    Amounts are fen.  Raises `Refusal` with every problem found: of the file, and of programs that
    are charged to projects that no budget knows or outside the months a project pays for.  What
    needs the whole file (a reference to another table) is looked at once each table can be read.
    """
    file = budget_file(year)
    path = folder / file
    if not path.is_file():
        raise Refusal(problem("budget-missing", Cell(file), year=year, file=file))
    reader = BudgetReader(path, file)
    top = None if reader.raw is None else reader.table(BudgetTable, reader.raw, "")
    if top is None:
        raise Refusal(*reader.problems)
    if top.year != year:
        reader.add("budget-year-differs", "", "year", seen=top.year, year=year)
    budget = Budget(
        year=year,
        unit=top.unit,
        source=top.source,
        department=top.department or "",
        projects=_projects(top, year, reader),
        holdings=tuple(
            build.holding_of(table)
            for _, table in reader.tables(HoldingTable, top.holding, "holding")
        ),
        tables=_published(top, reader),
        ties=_ties(top, reader),
        file=file,
        files={file: reader.digest},
        adjustments=_changes(ADJUSTMENT, top.adjustment, reader),
        releases=_changes(RELEASE, top.release, reader),
        evaluation=_evaluation(top, reader),
    )
    if not reader.problems:
        find_change_problems(budget, reader)
        find_reference_problems(budget, reader)
        find_basis_problems(budget, programs, reader)
        reader.problems.extend(
            find_charged_to_problems(budget, programs, _projects_of_other_years(folder, file))
        )
    if reader.problems:
        raise Refusal(*in_file_order(reader.problems))
    return budget


def _projects(top: BudgetTable, year: int, reader: BudgetReader) -> tuple[Project, ...]:
    projects: list[Project] = []
    for name, table in reader.tables(ProjectTable, top.project, "project"):
        project = build.project_of(table)
        find_project_problems(project, year, name, reader)
        if any(project.name == other.name for other in projects):
            reader.add("budget-project-twice", name, "name", project=project.name)
        projects.append(project)
    return tuple(projects)


def _changes(kind: str, raws: Sequence[Raw], reader: BudgetReader) -> tuple[Change, ...]:
    return tuple(build.change_of(table) for _, table in reader.tables(ChangeTable, raws, kind))


def _evaluation(top: BudgetTable, reader: BudgetReader) -> EvaluationPolicy:
    table = (
        None
        if top.evaluation is None
        else reader.table(EvaluationTable, top.evaluation, "evaluation")
    )
    return EvaluationPolicy() if table is None else build.evaluation_of(table)


def _published(top: BudgetTable, reader: BudgetReader) -> tuple[PublishedTable, ...]:
    tables: list[PublishedTable] = []
    for name, table in reader.tables(PublishedTableTable, top.table, "table"):
        published = build.published_of(table)
        find_table_problems(published, name, reader)
        if any(published.id == other.id for other in tables):
            reader.add("budget-table-twice", name, "id", table=published.id)
        tables.append(published)
    return tuple(tables)


def _ties(top: BudgetTable, reader: BudgetReader) -> Ties:
    return Ties(
        tuple(
            build.projects_tie_of(table)
            for _, table in reader.tables(ProjectsTieTable, top.projects_tie, "projects_tie")
        ),
        tuple(
            build.sum_of(table)
            for _, table in reader.tables(RowsTieTable, top.rows_tie, "rows_tie")
        ),
        tuple(build.sum_of(table) for _, table in reader.tables(TieTable, top.tie, "tie")),
        tuple(build.same_of(table) for _, table in reader.tables(SameTable, top.same, "same")),
        tuple(build.ratio_of(table) for _, table in reader.tables(RatioTable, top.ratio, "ratio")),
        tuple(
            build.growth_of(table) for _, table in reader.tables(GrowthTable, top.growth, "growth")
        ),
    )


def _projects_of_other_years(folder: Path, file: str) -> frozenset[str]:
    """Names of the projects in the other budget files; one that cannot be read has none here and
    is refused when its own year is loaded."""
    names: set[str] = set()
    for path in sorted((folder / FOLDER).glob("*.toml")):
        if path.name == Path(file).name:
            continue
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError):
            continue
        for project in raw.get("project", []):
            if isinstance(project, dict) and isinstance(project.get("name"), str):
                names.add(project["name"])
    return frozenset(names)
