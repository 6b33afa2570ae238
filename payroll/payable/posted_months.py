"""Posted months looked at again: their differences become lines of this month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from payroll.ledger.cards import last_identities
from payroll.ledger.records import Identity, Line
from payroll.ledger.store import Ledger
from payroll.payable.differences import KEY, payable
from payroll.payable.people import People
from payroll.payable.recoveries import BALANCES, DUE, within_pay
from payroll.payable.telling import (
    ONE_OFF,
    find_balance_problems,
    find_nothing_due_problems,
    find_unseen_problems,
)
from payroll.period import month_text
from payroll.problems import Cell, Problem, problem
from payroll.schema import PAYMENTS


@dataclass(frozen=True)
class MonthRows:
    """The roster rows (`schema.ROSTER`) of a month as its sheets stand now."""

    month: date
    paid: pl.DataFrame
    frozen: pl.DataFrame
    """Held back by an error, or on hold: what was posted for them stays as it is."""


@dataclass(frozen=True)
class PutRight:
    """This month's payments with what earlier months still owe or were paid too much."""

    payments: pl.DataFrame
    """`schema.PAYMENTS`: the month's own lines, then the differences; not numbered anew."""
    balances: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=BALANCES))
    """`BALANCES` with `id_number` and `name`."""
    problems: list[Problem] = field(default_factory=list)


def months_with_folders(
    ledger: Ledger | None, rosters: Path, month: date
) -> tuple[list[date], list[Problem]]:
    """The run months posted before `month` whose sheets are there to be read again, and a problem
    for each of the others: it is not computed again."""
    runs = ledger.runs() if ledger is not None else []
    months = [run.run_month for run in runs if run.subject == month_text(run.run_month)]
    posted = sorted(past for past in months if past < month)
    there = [past for past in posted if rosters.joinpath(month_text(past)).is_dir()]
    return there, [
        problem(
            "posted-month-without-folder",
            Cell(month_text(past)),
            month=month_text(past),
            folder=month_text(past),
        )
        for past in posted
        if past not in there
    ]


def with_own_row_ids(
    roster: pl.DataFrame, months: Sequence[MonthRows]
) -> tuple[pl.DataFrame, list[MonthRows]]:
    """All rows to be computed together, each under a row_id of its own, and the months so."""
    parts, renumbered = [roster], []
    offset = 1 + max(roster["row_id"].to_list(), default=-1)
    for rows in months:
        number = pl.int_range(pl.len(), dtype=pl.UInt32) + offset
        paid = rows.paid.with_columns(row_id=number.cast(pl.UInt32))
        offset += len(paid)
        parts.append(paid)
        renumbered.append(replace(rows, paid=paid))
    return pl.concat(parts), renumbered


def charged_in_ledger(ledger: Ledger, month: date) -> pl.DataFrame:
    """What the posted run months of the year charged: `project`, `amount_fen`."""
    charged = list(ledger.charged(month.year, month).items())
    return pl.DataFrame(
        charged, schema={"project": pl.String, "amount_fen": pl.Int64}, orient="row"
    )


def last_called(ledger: Ledger | None, id_numbers: Sequence[str]) -> dict[str, Identity]:
    """What each of these ID numbers was called when it was posted last, if it ever was."""
    if ledger is None:
        return {}
    people = ledger.people()
    wanted = {number: people[number] for number in id_numbers if number in people}
    found = last_identities(ledger, set(wanted.values()))
    return {number: found[person] for number, person in wanted.items() if person in found}


@dataclass(frozen=True)
class Owed:
    """The month's own lines and what the posted months still owe or were paid too much."""

    run_month: date
    people: People
    own: pl.DataFrame
    """The month's own payments with `person`, `project` (that pays first) and `period`."""
    owed: pl.DataFrame
    """`KEY`, `project`, `difference_fen`, `cause`."""
    templates: pl.DataFrame
    """For every key of `owed` the payment that its difference is shown like."""
    project_of: Callable[[str, date], str]
    problems: list[Problem]
    called: pl.DataFrame
    """`person`, `id_number`, `name` of everybody, as the month's own rows say where they do."""

    @property
    def paid(self) -> pl.DataFrame:
        """`PAYMENTS` without what is taken back."""
        burden = (pl.col("difference_fen") > 0) == (pl.col("payee") == "deduction")
        return self._with(self.owed.filter(~burden))

    def taken_back(self, by_hand: pl.DataFrame, caps_h: Mapping[str, int]) -> PutRight:
        """The month with recoveries cut to what it pays, `by_hand` (`PAYMENTS`) included; these are
        not among the payments that come back."""
        manual = _routed(_keyed(by_hand, self.people), self.project_of)
        due = pl.concat([self.own.select(DUE), manual.select(DUE)])
        recovered = within_pay(self.owed, due, caps_h)
        balances = recovered.balances.join(self.called, on="person", how="left")
        paid = set(due["person"].to_list())
        found = [*self.problems, *find_balance_problems(balances, paid)]
        return PutRight(self._with(recovered.carried), balances, found)

    def _with(self, differences: pl.DataFrame) -> pl.DataFrame:
        lines = _lines(differences.drop("project"), self.templates, self.called, self.run_month)
        unpaid = self.own.with_columns(project=pl.lit(None, pl.String)).select(*PAYMENTS)
        return pl.concat([unpaid, lines])


def find_owed(
    ledger: Ledger,
    due: pl.DataFrame,
    entitled: pl.DataFrame,
    now: MonthRows,
    pasts: Sequence[MonthRows],
    project_of: Callable[[str, date], str],
) -> Owed:
    """`due` (the month's own `PAYMENTS`) and the differences of the posted months `pasts`.

    `entitled` are the `PAYMENTS` that the sheets and rates of `pasts` give now.  `project_of` names
    the project that pays a program's month first.  One-offs that were posted before are taken out
    of `due`.
    """
    people = People(ledger)
    months = {month_text(past.month) for past in pasts}
    posted = _posted(ledger, people, now.month)
    own = _keyed(due, people)
    again = own.join(posted.filter(ONE_OFF).select(KEY).unique(), on=KEY, how="semi")
    own = own.join(again.select("line_id"), on="line_id", how="anti")
    entitled = pl.concat([_keyed(entitled, people), again])
    seen = _seen(posted, people, pasts, now)
    concerned = pl.col("period").is_in(sorted(months)) | (
        ONE_OFF & pl.col("service_month").dt.strftime("%Y-%m").is_in(sorted(months))
    )
    same_one_offs = posted.join(entitled.filter(ONE_OFF).select(KEY).unique(), on=KEY, how="semi")
    looked_at = pl.concat([posted.filter(concerned), same_one_offs]).unique(maintain_order=True)
    found = payable(entitled, looked_at, seen)
    templates = _templates(entitled, looked_at)
    routed = _routed(templates, project_of).select(*KEY, "project")
    return Owed(
        run_month=now.month,
        people=people,
        own=_routed(own, project_of),
        owed=found.owed.join(routed, on=KEY, how="left"),
        templates=templates,
        project_of=project_of,
        problems=[
            *find_nothing_due_problems(now.paid, own, posted, people),
            *find_unseen_problems(found.unseen, people),
        ],
        called=_called(people, now),
    )


def _called(people: People, now: MonthRows) -> pl.DataFrame:
    """What everybody is called now: a corrected ID number stands on this month's sheets first."""
    rows = pl.concat([now.paid, now.frozen])
    here = rows.select(people.numbers(rows), "id_number", "name").drop_nulls()
    return pl.concat([here, people.frame()]).unique("person", keep="first", maintain_order=True)


def _routed(payments: pl.DataFrame, project_of: Callable[[str, date], str]) -> pl.DataFrame:
    """Payments with the project that pays their program's month first."""
    pairs = payments.select("program_id", "service_month").iter_rows()
    projects = pl.Series([project_of(*pair) for pair in pairs], dtype=pl.String)
    return payments.with_columns(project=projects)


def _keyed(payments: pl.DataFrame, people: People) -> pl.DataFrame:
    """Payments with `person` and `period`."""
    period = pl.coalesce("once_for", pl.col("service_month").dt.strftime("%Y-%m"))
    return payments.with_columns(people.numbers(payments), period=period)


def _posted(ledger: Ledger, people: People, month: date) -> pl.DataFrame:
    """Everything posted before `month` that is no adjustment by hand, as keyed payments."""
    rows = [
        _payment(line, people)
        for run in ledger.runs()
        if run.run_month < month
        for line in ledger.lines(run.subject)
        if line.reason != "manual"
    ]
    kinds = {**PAYMENTS, "person": pl.Int64, "period": pl.String}
    return pl.DataFrame(rows, schema=kinds)


def _payment(line: Line, people: People) -> dict[str, object]:
    id_number, name = people.called(line.person)
    return {
        "person": line.person,
        "period": line.period,
        "id_number": id_number,
        "name": name,
        **{
            field: getattr(line, field)
            for field in (
                *("line_id", "service_month", "program_id", "program", "unit", "component"),
                *("component_name", "payee", "rate_fen", "effective_from", "paid_days_h"),
                *("required_days_h", "amount_fen", "rounding", "source_file", "source_sheet"),
                "source_row",
            )
        },
        "once_for": line.period if len(line.period) != len("2026-03") else None,
    }


def _seen(
    posted: pl.DataFrame, people: People, pasts: Sequence[MonthRows], now: MonthRows
) -> pl.DataFrame:
    """Who stands on the sheets of the periods looked at: `person`, `period`, `frozen`.

    A one-off is looked for where it was posted, in any program, and in all months of its program.
    """
    parts = []
    for rows in (*pasts, now):
        for frame, frozen in ((rows.paid, False), (rows.frozen, True)):
            parts.append(
                frame.select(
                    people.numbers(frame),
                    pl.col("program_id").cast(pl.String),
                    month=pl.lit(month_text(rows.month)),
                    frozen=pl.lit(frozen),
                ).drop_nulls("person")
            )
    seen = pl.concat(parts)
    month = pl.col("service_month").dt.strftime("%Y-%m").alias("month")
    once = posted.filter(ONE_OFF).select("person", "program_id", "period", month).unique()
    there = once.drop("program_id").join(seen.drop("program_id"), on=["person", "month"])
    elsewhere = once.drop("month").join(seen.drop("month"), on=["person", "program_id"])
    columns = ["person", "period", "frozen"]
    return pl.concat(
        [frame.select(columns) for frame in (seen.rename({"month": "period"}), there, elsewhere)]
    )


def _templates(entitled: pl.DataFrame, posted: pl.DataFrame) -> pl.DataFrame:
    """For every key the payment that its difference is shown like: as it is now, else as posted."""
    columns = [*KEY, *(name for name in PAYMENTS if name not in KEY)]
    both = pl.concat([posted.select(columns), entitled.select(columns)])
    return both.unique(KEY, keep="last", maintain_order=True)


def _lines(
    carried: pl.DataFrame, templates: pl.DataFrame, called: pl.DataFrame, month: date
) -> pl.DataFrame:
    """The differences as payments of `month`, by program, unit, person, month and component."""
    arrears = pl.col("difference_fen") > 0
    there = pl.lit("../") + pl.col("service_month").dt.strftime("%Y-%m") + pl.lit("/")
    moved = pl.col("source_file").is_null() | pl.col("source_file").str.starts_with("../")
    return (
        carried.join(templates.drop("cause", "id_number", "name"), on=KEY)
        .join(called, on="person", how="left")
        .sort("program_id", "unit", "id_number", "service_month", "component_order", "component")
        .with_columns(
            amount_fen="difference_fen",
            reason=pl.when(arrears).then(pl.lit("arrears")).otherwise(pl.lit("recovery")),
            run_month=pl.lit(month, pl.Date),
            project=pl.lit(None, pl.String),
            fund=pl.lit(None, pl.String),
            segment_from=pl.lit(None, pl.Date),
            note=pl.lit(None, pl.String),
            source_file=pl.when(moved).then("source_file").otherwise(there + pl.col("source_file")),
            row_id=pl.lit(None, pl.UInt32),
            weight=pl.lit(None, pl.Int64),
            weight_total=pl.lit(None, pl.Int64),
            month_paid_days_h=pl.lit(None, pl.Int64),
        )
        .select(*PAYMENTS)
    )
