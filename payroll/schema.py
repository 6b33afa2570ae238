"""The frames that pass between the stages: names, types, units and what a row is.

Money is Int64 fen (`*_fen`), days are Int64 hundredths of a day (`*_days_h`), a service month is
the date of its first day.  A stage may add columns; it does not change the meaning of these.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

LEAVE = pl.List(pl.Struct({"kind": pl.String, "days_h": pl.Int64}))
"""Leave of one person-month: (kind of leave as the data call it, hundredths of a day)."""

MARKS = pl.List(pl.Struct({"day": pl.Int8, "kind": pl.String, "days_h": pl.Int64}))
"""Day grid of one person-month: day of the month, `出勤` or a kind of leave, hundredths of a day.
Days of rest are not listed; a half day of work and a half day of leave are two entries."""

ROSTER: dict[str, pl.DataType | type[pl.DataType]] = {
    "row_id": pl.UInt32,  # position among the rows read in this run
    "name": pl.String,
    "id_number": pl.String,  # 18 characters, X upper-case, once cleaned; the person's key
    "program_id": pl.String,  # null when the program is unknown
    "program_seen": pl.String,  # the program as the sheet writes it
    "unit": pl.String,
    "service_month": pl.Date,
    "required_days_h": pl.Int64,  # null when the sheet says nothing
    "attended_days_h": pl.Int64,  # null when the sheet says nothing
    "leave": LEAVE,  # null when there is none
    "marks": MARKS,  # null when the sheet has no day grid
    "card_number": pl.String,
    "bank": pl.String,
    "start_date": pl.Date,
    "end_date": pl.Date,
    "rating": pl.String,
    "note": pl.String,
    "file": pl.String,  # relative to the month's folder
    "sheet": pl.String,  # empty for CSV
    "row": pl.UInt32,  # first row of the person in the sheet, from 1
    "layout": pl.UInt32,  # index into Reading.layouts: where each field of the row stands
}
"""One row a person, program and month as a sheet states it, typed but not yet judged."""

RATES: dict[str, pl.DataType | type[pl.DataType]] = {
    "rate_id": pl.UInt32,  # position in this frame; lines name their rate by it
    "program_id": pl.String,
    "component_id": pl.String,
    "component_order": pl.UInt8,  # position of the component in its file
    "component_name": pl.String,
    "payee": pl.String,  # person | insurer | deduction
    "per": pl.String,  # month | person | rating
    "proration": pl.String,  # attended | deduct_21_75 | calendar | none
    "rounding": pl.String,  # line | daily_rate
    "once_per": pl.String,  # year | placement (one-offs only, otherwise null)
    "at_zero_attendance": pl.String,  # whole | none, for components paid whole
    "rating": pl.String,  # the 考核等次 this rate is for, null when per is not rating
    "valid_from": pl.Date,
    "valid_to": pl.Date,  # included; null while open
    "rate_fen": pl.Int64,  # null when no source states the amount
    "effective_from": pl.Date,  # as the file states it (valid_from may be later: a base moved)
    "source": pl.String,
    "status": pl.String,  # empty | 待确认 | 推定
}
"""One row a rate and the days it holds, after withdrawals and later announcements: per component
(and rating) the intervals never overlap."""

LEAVE_RATIOS: dict[str, pl.DataType | type[pl.DataType]] = {
    "program_id": pl.String,
    "kind": pl.String,
    "ratio_h": pl.Int64,  # hundredths: 100 counts a day of leave as a paid day
}

CALENDAR: dict[str, pl.DataType | type[pl.DataType]] = {
    "day": pl.Date,
    "working": pl.Boolean,
}
"""One row a day of every year the calendar file knows, ascending."""

LINES: dict[str, pl.DataType | type[pl.DataType]] = {
    "row_id": pl.UInt32,  # the roster row
    "rate_id": pl.UInt32,  # the rate
    "segment_from": pl.Date,  # first day of the segment, null when the month is not split
    "paid_days_h": pl.Int64,  # of the segment; null where days do not count
    "required_days_h": pl.Int64,  # of the whole month; null where days do not count
    "amount_fen": pl.Int64,
}
"""One row an amount: roster row × component × segment, in the order row_id, rate order, segment."""

SPLITS: dict[str, pl.DataType | type[pl.DataType]] = {
    "row_id": pl.UInt32,
    "rate_id": pl.UInt32,
    "weight": pl.Int64,  # of the segment: working days, days of the grid, or calendar days
    "weight_total": pl.Int64,  # of all days in post
    "month_paid_days_h": pl.Int64,  # of the whole month
}
"""One row a line of a split month: what it was weighed by."""

CHARGES: dict[str, pl.DataType | type[pl.DataType]] = {
    "line_id": pl.String,
    "project": pl.String,
    "fund": pl.String,  # 本年预算 | 上年结转
    "document": pl.String,  # 文号 of a carried-over fund, otherwise empty
    "kind": pl.String,  # within | over
    "amount_fen": pl.Int64,
}
"""One row a line: the project and fund it is charged to.  Lines are never split by funds."""


@dataclass(frozen=True)
class Rates:
    """What the calculation needs of the rate files, as frames."""

    steps: pl.DataFrame
    """`RATES`."""
    leave_ratios: pl.DataFrame
    """`LEAVE_RATIOS`."""


PAYMENTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "line_id": pl.String,
    "service_month": pl.Date,
    "run_month": pl.Date,
    "program_id": pl.String,
    "program": pl.String,  # Chinese name
    "unit": pl.String,
    "id_number": pl.String,
    "name": pl.String,
    "component": pl.String,  # component id
    "component_name": pl.String,
    "component_order": pl.UInt8,
    "payee": pl.String,
    "reason": pl.String,  # regular | one_off | arrears | recovery | manual | opening
    "cause": pl.String,  # roster | rate | person | manual for differences, otherwise empty
    "once_for": pl.String,  # what a one-off is paid once for, null for everything else
    "rate_fen": pl.Int64,
    "effective_from": pl.Date,
    "paid_days_h": pl.Int64,
    "required_days_h": pl.Int64,
    "attended_days_h": pl.Int64,
    "amount_fen": pl.Int64,
    "project": pl.String,
    "fund": pl.String,
    "proration": pl.String,
    "rounding": pl.String,
    "segment_from": pl.Date,
    "rate_source": pl.String,
    "rate_status": pl.String,
    "card_number": pl.String,
    "bank": pl.String,
    "note": pl.String,
    "source_file": pl.String,
    "source_sheet": pl.String,
    "source_row": pl.UInt32,
    "row_id": pl.UInt32,
    "rate_id": pl.UInt32,
    "weight": pl.Int64,  # the three of `SPLITS`, null when the month is not split
    "weight_total": pl.Int64,
    "month_paid_days_h": pl.Int64,
}
"""`LINES` with everything a reader or a file needs beside the amount, in the order program (as the
rate files sort), unit, id_number, service_month, component, segment; `line_id` follows it."""
