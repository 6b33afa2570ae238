"""Rows of text → the roster, and what was met on reading them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from payroll import schema
from payroll.intake.asked import Asked
from payroll.intake.reading import Layout
from payroll.intake.values.columns import typed
from payroll.intake.values.dates import read_date, read_month
from payroll.intake.values.days import read_days
from payroll.intake.values.finding import Finding
from payroll.intake.values.numbers import read_card, read_id, read_name, read_text, read_unit
from payroll.intake.values.read import Read
from payroll.period import month_title
from payroll.problems import Problem, problem
from payroll.terms.headings import label
from payroll.terms.leave import LEAVE_KINDS

_READERS: dict[str, tuple[Callable[[str], Read[Any]], str | None]] = {
    "name": (read_name, r"^[\x{4e00}-\x{9fff}]{2,12}$"),
    "id_number": (read_id, r"^[0-9]{17}[0-9X]$"),
    "unit": (read_unit, r"^[\x{4e00}-\x{9fff}]{2,40}$"),
    "required_days_h": (read_days, None),
    "attended_days_h": (read_days, None),
    "card_number": (read_card, r"^[0-9]{8,30}$"),
    "bank": (read_text, r"^[\x{4e00}-\x{9fff}]{2,40}$"),
    "start_date": (read_date, None),
    "end_date": (read_date, None),
    "rating": (read_unit, None),
    "note": (read_text, None),
}


def read_roster(
    raw: pl.DataFrame,
    met: Sequence[Finding],
    layouts: Sequence[Layout],
    asked: Asked,
) -> tuple[pl.DataFrame, list[Problem]]:
    """`schema.ROSTER` of raw rows in their order, and a problem for every text that does not do.

    `met` is what was already met on the way from cells to texts.  A text that cannot be typed is
    null in the roster and an error among the problems: the row stays, so that
    rows in = accepted + held.
    """
    columns: dict[str, pl.Series] = {}
    findings = list(met)
    for name, (read, final) in _READERS.items():
        if name in raw.columns:
            columns[name], found = typed(raw[name], read, schema.ROSTER[name], final)
            findings += found
    for step in (_with_program, _with_month, _with_leave):
        findings += step(raw, columns, asked)
    roster = (
        raw.select(
            columns[name].alias(name)
            if name in columns
            else pl.col(name)
            if name in raw.columns
            else pl.lit(None).alias(name)
            for name in schema.ROSTER
            if name != "row_id"
        )
        .with_row_index("row_id")
        .cast(schema.ROSTER)  # type: ignore[arg-type]
    )
    return roster, _as_problems(findings, roster, layouts, asked)


def _with_program(raw: pl.DataFrame, columns: dict[str, pl.Series], asked: Asked) -> list[Finding]:
    """Add `program_id` and `program_seen`; a row that names no program is left to the checks."""
    seen = raw.get_column("program_seen", default=pl.Series("program_seen", [None] * raw.height))
    seen = seen.cast(pl.String)
    columns["program_seen"], _ = typed(seen, read_text, pl.String)
    columns["program_id"], findings = typed(seen, asked.programs.read, pl.String)
    return findings


def _with_month(raw: pl.DataFrame, columns: dict[str, pl.Series], asked: Asked) -> list[Finding]:
    """Add `service_month`: as stated in the row, else the month asked for.

    A row of another month stays in the roster under that month, held back by an error.
    """
    if "service_month" not in raw.columns:
        columns["service_month"] = pl.Series([asked.month], dtype=pl.Date).new_from_index(
            0, raw.height
        )
        return []
    stated, findings = typed(
        raw["service_month"], lambda text: read_month(text, asked.month), pl.Date
    )
    columns["service_month"] = stated.fill_null(asked.month)
    others = (columns["service_month"] != asked.month).arg_true()
    return findings + [
        Finding(
            position,
            "service_month",
            "other-month",
            {"stated": month_title(columns["service_month"][position])},
        )
        for position in others
    ]


def _with_leave(raw: pl.DataFrame, columns: dict[str, pl.Series], _: Asked) -> list[Finding]:
    """Add `leave`: the kinds that are not zero, in the order of the canonical headings."""
    findings: list[Finding] = []
    taken: list[pl.DataFrame] = []
    fields = [name for name in raw.columns if name.startswith("leave.")]
    for name in sorted(fields, key=_leave_order):
        days_h, found = typed(raw[name], read_days, pl.Int64)
        findings += found
        kind = pl.lit(name.removeprefix("leave."))
        taken.append(
            pl.DataFrame({"days_h": days_h})
            .with_row_index("position")
            .filter(pl.col("days_h") != 0)
            .select("position", pl.struct(kind.alias("kind"), "days_h").alias("leave"))
        )
    if taken:
        positions = raw.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("position"))
        leave = pl.concat(taken).group_by("position", maintain_order=True).agg("leave")
        columns["leave"] = positions.join(
            leave, on="position", how="left", maintain_order="left"
        ).get_column("leave")
    return findings


def _leave_order(name: str) -> tuple[int, str]:
    kind = name.removeprefix("leave.")
    return (LEAVE_KINDS.index(kind) if kind in LEAVE_KINDS else len(LEAVE_KINDS), kind)


def _as_problems(
    findings: Sequence[Finding], roster: pl.DataFrame, layouts: Sequence[Layout], asked: Asked
) -> list[Problem]:
    """Findings with their cell, the person's name and the words around them."""
    month = month_title(asked.month)
    places = roster.select("row", "layout", "name")
    problems = []
    for finding in findings:
        row, layout, name = places.row(finding.position)
        facts = {
            "label": label(finding.field),
            "month": month,
            "known": asked.programs.known,
            **finding.facts,
        }
        problems.append(
            problem(
                finding.code,
                finding.cell or layouts[layout].cell(row, finding.field),
                name=name or "",
                row_id=finding.position,
                **facts,
            )
        )
    return problems
