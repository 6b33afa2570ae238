"""The files for machines: lines.csv, charges.csv, roster.csv, problems.csv.

UTF-8 with a byte order mark, CRLF, a heading row; amounts in yuan with two decimals, days with as
few decimals as are exact, months as `YYYY-MM`, nothing for what is not there.  Text that comes
from attendance sheets and could start a formula when a CSV file is opened by a spreadsheet gets
one leading apostrophe; a program that reads the file takes one leading apostrophe away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from payroll.money import days_text, yuan_text
from payroll.output.guard import require_payments
from payroll.problems import Problem
from payroll.schema import ROSTER

_STARTS_A_FORMULA = r"^[=+\-@＝＋－＠'\t\r\n]"

LINES_COLUMNS = (
    *("service_month", "run_month", "program", "unit", "id_number", "name"),
    *("component", "component_name", "payee", "reason", "rate_yuan", "effective_from"),
    *("paid_days", "required_days", "amount_yuan", "project"),
    *("source_file", "source_sheet", "source_row"),
    *("cause", "line_id", "rounding", "segment_from"),
    *("program_id", "once_for", "document"),
)
"""The contract of lines.csv: new columns are only appended."""

CHARGES_COLUMNS = ("line_id", "project", "fund", "document", "kind", "amount_yuan")
ROSTER_COLUMNS = tuple(name for name in ROSTER if name != "layout")
"""Every field of a roster row but where its cells stood: what is needed to compute it again."""
_NO_DOCUMENT = pl.lit(None, pl.String).alias("document")
PROBLEMS_COLUMNS = ("severity", "code", "file", "sheet", "cell", "name", "found", "remedy")


def neutralised(column: str) -> pl.Expr:
    """`column` with a leading apostrophe where it could be taken for a formula.

    Text that starts with an apostrophe gets one too, so that taking one away always gives back
    what stood there.
    """
    text = pl.col(column)
    return (
        pl.when(text.str.contains(_STARTS_A_FORMULA))
        .then(pl.concat_str(pl.lit("'"), text))
        .otherwise(text)
        .alias(column)
    )


def write_lines(payments: pl.DataFrame, path: Path) -> None:
    """Write `payments` (`schema.PAYMENTS`) to `path`, one row an amount.

    Opening entries have a column `document` more: what says that they were paid.  Raises `Refusal`
    when one of them is no payment.
    """
    require_payments(payments)
    document = pl.col("document") if "document" in payments.columns else _NO_DOCUMENT
    texts = ("unit", "id_number", "name", "source_file", "source_sheet", "document")
    with path.open("wb") as file:
        for start in range(0, max(1, len(payments)), _LINES_AT_ONCE):
            part = _safe(payments.slice(start, _LINES_AT_ONCE).with_columns(document), texts)
            for names, name, text in (
                (("service_month", "run_month"), None, _month_text),
                (("rate_fen",), "rate_yuan", yuan_text),
                (("amount_fen",), "amount_yuan", yuan_text),
                (("paid_days_h",), "paid_days", days_text),
                (("required_days_h",), "required_days", days_text),
            ):
                part = part.with_columns(
                    _texts_of(part[each], text).alias(name or each) for each in names
                )
            part.with_columns(pl.col("cause").replace("", None)).select(LINES_COLUMNS).write_csv(
                file, include_bom=start == 0, include_header=start == 0, line_terminator="\r\n"
            )


_LINES_AT_ONCE = 250_000
"""Lines laid out together: what they look like on the way never fills the memory."""


def _month_text(month: pl.Expr) -> pl.Expr:
    return month.dt.strftime("%Y-%m")


def _texts_of(values: pl.Series, text: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """The text of every value, laid out once for each that occurs: amounts and days repeat."""
    known = values.unique().to_frame().with_columns(text(pl.col(values.name)).alias("text"))
    return values.to_frame().join(
        known, on=values.name, how="left", nulls_equal=True, maintain_order="left"
    )["text"]


def _safe(rows: pl.DataFrame, texts: Sequence[str]) -> pl.DataFrame:
    """`rows` with `texts` neutralised; a column without anything to neutralise is left alone."""
    dangerous = rows.select(pl.col(texts).str.contains(_STARTS_A_FORMULA).any()).row(0)
    return rows.with_columns(
        neutralised(text) for text, found in zip(texts, dangerous, strict=True) if found
    )


def write_charges(charges: pl.DataFrame, path: Path) -> None:
    """Write `charges` (`schema.CHARGES`) to `path`, one row a line."""
    _write(
        charges.with_columns(
            neutralised("document"), amount_yuan=yuan_text(pl.col("amount_fen"))
        ).select(CHARGES_COLUMNS),
        path,
    )


def write_roster(roster: pl.DataFrame, path: Path, withheld: pl.Series | None = None) -> None:
    """Write accepted rows (`schema.ROSTER`) to `path`, in file order; `withheld` are the row ids of
    those whose money is owed and not paid.

    Leave is `事假:0.5;病假:1`, marks are `3:出勤:1;4:事假:0.5` (day of the month, kind, days); in a
    kind `%`, `:` and `;` stand as `%25`, `%3A` and `%3B`.
    """
    on_hold = [] if withheld is None else withheld.unique().to_list()
    texts = [name for name in ROSTER_COLUMNS if ROSTER[name] == pl.String]
    kind, day, days_h = (pl.element().struct.field(name) for name in ("kind", "day", "days_h"))
    leave_text = pl.concat_str(_escaped(kind), days_text(days_h), separator=":")
    mark_text = pl.concat_str(day.cast(pl.String), leave_text, separator=":")
    _write(
        roster.sort("row_id")
        .with_columns(
            *(neutralised(text) for text in texts),
            pl.when(pl.col("row_id").is_in(on_hold)).then(pl.lit("1")).alias("withheld"),
            pl.col("service_month").dt.strftime("%Y-%m"),
            required_days_h=days_text(pl.col("required_days_h")),
            attended_days_h=days_text(pl.col("attended_days_h")),
            leave=pl.col("leave").list.eval(leave_text).list.join(";"),
            marks=pl.col("marks").list.eval(mark_text).list.join(";"),
        )
        .select(*ROSTER_COLUMNS, "withheld")
        .rename({"required_days_h": "required_days", "attended_days_h": "attended_days"}),
        path,
    )


def _escaped(kind: pl.Expr) -> pl.Expr:
    for sign in "%:;":
        kind = kind.str.replace_all(sign, f"%{ord(sign):02X}", literal=True)
    return kind


def write_problems(problems: Sequence[Problem], path: Path) -> None:
    """Write `problems` to `path` in the order given."""
    rows = [
        (p.severity, p.code, p.cell.file, p.cell.sheet, p.cell.address, p.name, p.found, p.remedy)
        for p in problems
    ]
    texts = ("file", "sheet", "cell", "name", "found", "remedy")
    frame = pl.DataFrame(rows, schema=dict.fromkeys(PROBLEMS_COLUMNS, pl.String), orient="row")
    _write(frame.with_columns(neutralised(text) for text in texts), path)


def _write(rows: pl.DataFrame, path: Path) -> None:
    rows.lazy().sink_csv(path, include_bom=True, line_terminator="\r\n")
