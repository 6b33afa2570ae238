"""Blocks of people → tables: what stands around them is brought into each row.

Every step adds to the texts of the people and notes what it met.  What concerns the whole table is
one problem; what makes a person's pay uncertain is an error of that person, so that nobody is paid
by an uncertain reading and nobody is missing from the roster.
"""

from __future__ import annotations

from payroll.intake.asked import Asked
from payroll.intake.finished import Finished
from payroll.intake.naming import name_programs, name_units
from payroll.intake.sheet import Context
from payroll.intake.stated_month import settle_month
from payroll.intake.values.read import shown
from payroll.problems import column_letters
from payroll.terms.headings import label


def finish(context: Context, asked: Asked, *, of_month: bool = True) -> Finished:
    """A block of people with what stands around them, open to what other tables of the file say.

    Their days are counted later, when all tables are known.  Without `of_month` it is a list that
    holds for every month.
    """
    finished = Finished(context, asked)
    _tell_double_headings(finished)
    _tell_unnamed_columns(finished)
    if of_month:
        settle_month(finished)
    name_programs(finished)
    name_units(finished)
    return finished


def _tell_double_headings(finished: Finished) -> None:
    """Report the fields that have several columns; rows in which these differ say so too."""
    header = finished.header
    for name, columns in header.doubles.items():
        if name == "serial":
            continue
        place = finished.context.block.grid.cell(header.first_row, columns[1])
        cells = (f"{column_letters(each)}列“{shown(header.titles[each])}”" for each in columns)
        seen = "、".join(cells)
        finished.report("heading-twice", place, label=label(name), count=len(columns), seen=seen)


def _tell_unnamed_columns(finished: Finished) -> None:
    """Report columns that have content but no heading: nobody can tell what they say."""
    unnamed, grid = finished.context.block.unnamed, finished.context.block.grid
    if unnamed:
        columns = [
            f"第{each}行" if grid.is_turned else f"{column_letters(each)}列"
            for each in sorted(unnamed)
        ]
        facts = {"columns": "、".join(columns), "count": max(unnamed.values())}
        place = grid.cell(finished.header.last_row, min(unnamed))
        finished.report("column-without-heading", place, **facts)
