"""What can be wrong inside one published table of a budget file."""

from __future__ import annotations

from payroll.budget.published import PublishedTable
from payroll.budget.reader import BudgetReader


def find_table_problems(table: PublishedTable, name: str, reader: BudgetReader) -> None:
    """Note what is wrong inside `table`, whose table in the file is called `name`."""
    columns = len(table.columns)
    if len(table.units) != columns:
        reader.add("budget-units-count", name, "units", seen=len(table.units), columns=columns)
    _find_row_problems(table, name, reader)
    for number, item in enumerate(table.across, 1):
        for column in (item.total, *item.parts):
            if column not in table.columns:
                known = "、".join(table.columns)
                key = f"across.第{number}项"
                reader.add("budget-column-unknown", name, key, column=column, known=known)


def _find_row_problems(table: PublishedTable, name: str, reader: BudgetReader) -> None:
    seen: set[str] = set()
    circle = next((row for row in table.rows if _stands_under_itself(table, row.key)), None)
    for number, row in enumerate(table.rows, 1):
        key = f"rows.第{number}项"
        if row.key in seen or row.name in seen:
            reader.add("budget-row-twice", name, f"{key}.name", row=row.name)
        seen |= {row.key, row.name}
        if len(row.cells_h) != len(table.columns):
            reader.add(
                "budget-cells-count",
                name,
                f"{key}.cells",
                row=row.name,
                seen=len(row.cells_h),
                columns=len(table.columns),
            )
        if row.under and table.row(row.under) is None:
            reader.add("budget-row-unknown", name, f"{key}.under", row=row.name, under=row.under)
        elif row is circle:
            reader.add("budget-row-under-itself", name, f"{key}.under", row=row.name)


def _stands_under_itself(table: PublishedTable, key: str) -> bool:
    """Whether the rows above a row lead back to it."""
    passed: set[str] = set()
    row = table.row(key)
    while row is not None and row.under:
        if row.key in passed:
            return True
        passed.add(row.key)
        row = table.row(row.under)
    return False
