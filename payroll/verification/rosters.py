"""Accepted rows as the ledger or roster.csv keeps them, given back as a roster to compute with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import polars as pl

from payroll.amounts import parse_hundredths
from payroll.ledger.packet import read_accepted
from payroll.ledger.records import AcceptedRow
from payroll.schema import ROSTER


def read_roster(path: Path) -> pl.DataFrame:
    """`schema.ROSTER` of a roster.csv, in its order; `layout` is null: the cells are not kept.

    Raises `Refusal` for a row that is not as this program writes it.
    """
    return roster_frame(read_accepted(path))


def roster_frame(rows: Sequence[AcceptedRow], *, by_person: bool = False) -> pl.DataFrame:
    """`schema.ROSTER` of accepted rows, in their order.

    With `by_person` the number of the person stands for the ID number, so that one whose ID was
    corrected is one.
    """
    columns = [name for name in ROSTER if name != "layout"]
    values = [
        (
            row.row_id,
            row.identity.name,
            str(row.person) if by_person else row.identity.id_number,
            row.program_id,
            row.program_seen,
            row.unit,
            row.service_month,
            row.required_days_h,
            row.attended_days_h,
            [{"kind": kind, "days_h": days} for (kind,), days in _parts(row.leave)] or None,
            [
                {"day": int(day), "kind": kind, "days_h": days}
                for (day, kind), days in _parts(row.marks)
            ]
            or None,
            row.identity.card_number,
            row.identity.bank,
            row.start_date,
            row.end_date,
            row.rating,
            row.identity.note,
            row.file,
            row.sheet,
            row.row,
        )
        for row in rows
    ]
    schema = {name: ROSTER[name] for name in columns}
    frame = pl.DataFrame(values, schema=schema, orient="row")
    return frame.with_columns(layout=pl.lit(None, ROSTER["layout"])).select(list(ROSTER))


def _parts(text: str) -> list[tuple[tuple[str, ...], int]]:
    """`事假:0.5;病假:1` or `3:出勤:1` taken apart: what stands before the days, and the days."""
    parts = []
    for part in text.split(";") if text else ():
        *names, days = part.split(":")
        parts.append((tuple(unquote(name) for name in names), parse_hundredths(days)))
    return parts
