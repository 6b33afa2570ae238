"""Rows that the checks hold back, planted where the plan says and marked nowhere in the sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from payroll.money import parse_hundredths
from payroll.sample.draws import Draws
from payroll.sample.months import SHEET_PLACE
from payroll.sample.plan import Irregular, IrregularKind

_WORKED_ALL_MONTH = (
    pl.col("required_days_h").eq(pl.col("attended_days_h"))
    & pl.col("end_date").is_null()
    & pl.col("note").is_null()
)
"""Rows without anything else to see, so that a mistake stands alone."""

_SICK_DAYS_H = parse_hundredths("3")
_TOO_MANY_DAYS_H = parse_hundredths("2")

_ONE_ROW_IN = 20
"""At most one row in so many is spoiled, however small the county."""

_SUITABLE: dict[IrregularKind, pl.Expr] = {
    "number_for_id": _WORKED_ALL_MONTH
    & pl.col("file_format").eq("xlsx")
    & ~pl.col("id_number").str.ends_with("X"),
    "left_before_start": pl.col("end_date").is_not_null()
    & (pl.col("end_date").dt.offset_by("-1y") < pl.col("start_date")),
}
"""Rows that can carry a mistake, where not every row that worked all month can."""


def with_irregular_rows(
    rows: pl.DataFrame, irregulars: Sequence[Irregular], month: date, draws: Draws
) -> pl.DataFrame:
    """`rows` of a month with the mistakes planned for it, and two more columns.

    `irregular` is the kind of mistake or null: the truth, for tests.  `id_as_number` tells the
    writer to store the ID as a number.  A row carries one mistake at most; where fewer rows are
    suitable than planned, fewer are spoiled, and a small county has fewer mistakes too.
    """
    most = rows.height // _ONE_ROW_IN
    rows = rows.with_columns(
        irregular=pl.lit(None, pl.String), id_as_number=pl.lit(value=False)
    ).with_row_index("place")
    for irregular in irregulars:
        if irregular.month == month:
            still_free = most - rows["irregular"].count()
            rows = _with_one_kind(rows, irregular, min(irregular.rows, still_free), draws)
    return rows.drop("place").sort("unit_order", maintain_order=True)


def _with_one_kind(
    rows: pl.DataFrame, irregular: Irregular, count: int, draws: Draws
) -> pl.DataFrame:
    kind = irregular.kind
    suitable = rows.filter(_SUITABLE.get(kind, _WORKED_ALL_MONTH) & pl.col("irregular").is_null())
    # All in the order of a lottery: the first ones are spoiled.
    suitable = suitable.with_columns(
        lot=draws.below(suitable["place"].cast(pl.Int64), kind, 2**31 - 2)
    ).sort("lot", "place")
    spoiled = suitable.head(max(count, 0))
    if kind == "on_two_sheets":
        rows = pl.concat([rows, _on_a_second_sheet(spoiled, suitable, rows.columns)])
    is_spoiled = pl.col("place").is_in(spoiled["place"].implode())
    changes = {"irregular": pl.lit(kind), **_changes(irregular)}
    return rows.with_columns(
        **{
            field: pl.when(is_spoiled).then(value).otherwise(pl.col(field))
            for field, value in changes.items()
        }
    )


def _changes(irregular: Irregular) -> dict[str, pl.Expr]:
    """What the mistake makes of a row, by field."""
    word, required = irregular.word, pl.col("required_days_h")
    changes: dict[IrregularKind, dict[str, pl.Expr]] = {
        "wrong_check_digit": {"id_number": _with_another_check_digit(pl.col("id_number"))},
        "attended_above_required": {"attended_days_h": required + _TOO_MANY_DAYS_H},
        "no_attended_days": {"attended_days_h": pl.lit(None, pl.Int64)},
        "on_two_sheets": {},
        "leave_without_ratio": {
            "attended_days_h": required - _SICK_DAYS_H,
            f"leave.{word}": pl.lit(_SICK_DAYS_H, pl.Int64),
        },
        "days_do_not_add_up": {f"leave.{word}": pl.lit(_TOO_MANY_DAYS_H, pl.Int64)},
        "unknown_program": {"program_seen": pl.lit(word)},
        "number_for_id": {"id_as_number": pl.lit(value=True)},
        "left_before_start": {"end_date": pl.col("end_date").dt.offset_by("-1y")},
    }
    return changes[irregular.kind]


def _with_another_check_digit(id_number: pl.Expr) -> pl.Expr:
    """The next digit; 0 after X."""
    digit = id_number.str.slice(17).cast(pl.Int64, strict=False)
    next_digit = ((digit + 1) % 10).fill_null(0)
    return id_number.str.slice(0, 17) + next_digit.cast(pl.String)


def _on_a_second_sheet(
    people: pl.DataFrame, suitable: pl.DataFrame, columns: Sequence[str]
) -> pl.DataFrame:
    """A second row of each of `people`, on the sheet of somebody at another unit.

    The copy keeps its place, by which it is found and marked together with the first row.
    """
    elsewhere = suitable.filter(~pl.col("unit").is_in(people["unit"].implode()))
    where = elsewhere.head(people.height).select("unit", *SHEET_PLACE)
    return people.head(where.height).drop(*where.columns).hstack(where).select(columns)
