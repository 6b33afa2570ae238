"""Ties of projects, in yuan, to the published tables, in 万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from payroll.budget.finding import as_fen, figure
from payroll.budget.model import Budget, Project
from payroll.budget.published import ProjectsTie, PublishedTable, Row
from payroll.budget.tie import Tie, exact_slack
from payroll.terms import budget_findings as words
from payroll.terms.budget import BAR, YUAN

_MOST_TERMS = 8
"""Sums of more projects are described, not written out."""


def project_ties(tie: ProjectsTie, budget: Budget) -> Iterator[Tie]:
    """Projects one by one (`name`), or added up by code or category, against table columns.

    A project that began the year with nothing was added later: no published table knows it.
    """
    projects = [item for item in budget.projects if item.fund in tie.funds and item.amount_fen]
    if tie.by == "name":
        yield from _name_ties(tie, projects, budget)
        return
    for column in (*tie.columns, *tie.counts):
        table_id, name = column.split(BAR)
        table = budget.table(table_id)
        for row in () if table is None else table.rows:
            inside = [project for project in projects if _belongs(project, row, tie.by)]
            counts = column in tie.counts
            found = _group_tie(tie.what, table, row, name, inside, counts=counts)
            if found is not None:
                yield replace(found, listed=True)


def _belongs(project: Project, row: Row, by: str) -> bool:
    """Whether a row adds up the project: its own code, one above it, its category, or all."""
    if not row.under:
        return True
    if by == "code":
        return bool(row.code) and project.code.value.startswith(row.code)
    return project.category is not None and project.category.value == row.name


def _group_tie(
    what: str,
    table: PublishedTable | None,
    row: Row,
    column: str,
    projects: Sequence[Project],
    *,
    counts: bool,
) -> Tie | None:
    """The tie of a row to the projects that belong to it; None where neither has a figure."""
    if table is None:
        return None
    unit = table.unit(column)
    cell_h = table.cell_h(row.key, column)
    amounts = [100 if counts else project.amount_fen for project in projects]
    if not cell_h and not amounts:
        return None
    return Tie(
        what=what,
        subject=BAR.join((table.id, row.title, column)),
        cells=(BAR.join((table.id, row.key, column)),),
        formula=_formula(amounts, unit, counts=counts),
        computed=sum(amounts),
        published=as_fen(cell_h or 0, unit),
        unit=unit,
        slack=exact_slack(unit),
        rounded=1,
        source="、".join(project.name for project in projects),
    )


def _formula(amounts: Sequence[int], unit: str, *, counts: bool) -> str:
    if counts:
        return words.COUNT_OF.format(count=len(amounts))
    if len(amounts) > _MOST_TERMS:
        return words.SUM_OF.format(count=len(amounts))
    return words.PLUS.join(figure(amount, unit) for amount in amounts) or figure(0, unit)


def _name_ties(tie: ProjectsTie, projects: Sequence[Project], budget: Budget) -> Iterator[Tie]:
    """Every project against its own row, and rows at the bottom of a table that are no project."""
    listed: set[str] = set()
    for column in tie.columns:
        table_id, name = column.split(BAR)
        table = budget.table(table_id)
        if table is None:
            continue
        parents = {row.under for row in table.rows}
        for row in table.rows:
            if row.key in parents or row.name in parents:
                continue
            own = [project for project in projects if project.name == row.name]
            listed |= {project.name for project in own}
            found = _group_tie(tie.what, table, row, name, own, counts=False)
            if found is not None:
                yield found if own else _unmatched(found, words.NOT_A_PROJECT)
    tables = "、".join(dict.fromkeys(column.split(BAR)[0] for column in tie.columns))
    for project in projects:
        if project.name not in listed:
            yield Tie(
                what=tie.what,
                subject=project.name,
                cells=(),
                formula=figure(project.amount_fen, YUAN),
                computed=project.amount_fen,
                published=0,
                unit=YUAN,
                slack=0,
                rounded=0,
                source=project.amount.source,
                broken=words.NOT_IN_TABLE.format(tables=tables),
            )


def _unmatched(tie: Tie, sentence: str) -> Tie:
    return replace(tie, broken=sentence)


def level_ties(budget: Budget) -> Iterator[Tie]:
    """Inside each target table: the levels of government add up, the term equals the year."""
    for project in budget.projects:
        sums = []
        if project.levels_fen:
            sums.append((words.LEVELS_SUM, list(project.levels_fen.items())))
        if project.term_fen is not None:
            sums.append((words.TERM, [(words.TERM, project.term_fen)]))
        for subject, parts in sums:
            yield Tie(
                what=words.LEVELS,
                subject=BAR.join((project.name, subject)),
                cells=(),
                formula=words.PLUS.join(figure(amount, YUAN) for _, amount in parts if amount)
                or figure(0, YUAN),
                computed=sum(amount for _, amount in parts),
                published=project.amount_fen,
                unit=YUAN,
                slack=0,
                rounded=0,
                source=words.PLUS.join(name for name, amount in parts if amount),
            )
