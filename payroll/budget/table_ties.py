"""Ties of published cells: rows below a row, columns across, tables against tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from payroll.budget.model import Budget
from payroll.budget.published import PublishedTable, Row, Same, Sum
from payroll.budget.tie import Tie, sum_tie
from payroll.terms import budget_findings as words
from payroll.terms.budget import BAR


def rows_ties(rows: Sum, budget: Budget) -> Iterator[Tie]:
    """Columns of several tables added row by row: a tie for each row with a figure in any."""
    columns = [tuple(column.split(BAR)) for column in (rows.total, *rows.parts)]
    keys: dict[str, None] = {}
    for table_id, _ in columns:
        keys |= {row.key: None for row in _rows(table_id, budget)}
    for key in keys:
        cells = [BAR.join((table_id, key, column)) for table_id, column in columns]
        known = [
            cell
            for cell, (table_id, _) in zip(cells, columns, strict=True)
            if key in {row.key for row in _rows(table_id, budget)}
        ]
        if not any(budget.cell_h(cell) for cell in known):
            continue
        if cells[0] in known:
            tie = sum_tie(rows.what, cells[0], [c for c in known if c != cells[0]], budget)
            row = next(row for row in _rows(columns[0][0], budget) if row.key == key)
            subject = BAR.join((columns[0][0], row.title, columns[0][1]))
            yield replace(tie, subject=subject, listed=len(columns) > 2)
        else:
            yield _missing_row(rows.what, cells[0], known, budget)


def _missing_row(what: str, total: str, parts: Sequence[str], budget: Budget) -> Tie:
    """The table of the total has no such row: as if it had published nothing there."""
    tie = sum_tie(what, parts[0], parts, budget, subject=total)
    return replace(tie, cells=tuple(parts), published=0, slack=0)


def _rows(table_id: str, budget: Budget) -> tuple[Row, ...]:
    table = budget.table(table_id)
    return () if table is None else table.rows


def down_ties(table: PublishedTable, budget: Budget) -> Iterator[Tie]:
    """Rows against the row they stand under; columns that print equal figures are one tie."""
    for above in table.rows:
        below = [row for row in table.rows if row.under and table.row(row.under) == above]
        groups: dict[tuple[str | int | None, ...], list[str]] = {}
        for number, (column, unit) in enumerate(zip(table.columns, table.units, strict=True)):
            figures = [row.cells_h[number] for row in (above, *below)]
            if below and any(figures):
                groups.setdefault((unit, *figures), []).append(column)
        for columns in groups.values():
            ties = [
                sum_tie(
                    words.DOWN,
                    BAR.join((table.id, above.key, column)),
                    [BAR.join((table.id, row.key, column)) for row in below],
                    budget,
                    subject=BAR.join((table.id, above.title, "、".join(columns))),
                )
                for column in columns
            ]
            yield replace(ties[0], cells=tuple(cell for tie in ties for cell in tie.cells))


def across_ties(table: PublishedTable, budget: Budget) -> Iterator[Tie]:
    """Columns against the column that adds them up, row by row."""
    for item in table.across:
        for row in table.rows:
            cells = [BAR.join((table.id, row.key, column)) for column in (item.total, *item.parts)]
            if any(budget.cell_h(cell) for cell in cells):
                yield sum_tie(
                    words.ACROSS,
                    cells[0],
                    cells[1:],
                    budget,
                    subject=BAR.join((table.id, row.title, item.total)),
                )


def same_ties(same: Same, budget: Budget) -> Iterator[Tie]:
    """Every other cell against the first one: the same figure, printed again."""
    for cell in same.cells[1:]:
        tie = sum_tie(words.SAME, cell, [same.cells[0]], budget)
        yield replace(tie, broken=words.SAME_BROKEN)
