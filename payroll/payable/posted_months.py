"""Posted months looked at again: their differences become lines of this month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from payroll.identity import tail
from payroll.ledger.records import Line
from payroll.ledger.store import Ledger
from payroll.money import yuan
from payroll.payable.differences import KEY, payable
from payroll.payable.recoveries import BALANCES, PURSE, within_pay
from payroll.period import month_text
from payroll.problems import Cell, Problem, problem
from payroll.schema import PAYMENTS

_ONE_OFF = pl.col("period").str.len_chars() != len("2026-03")


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


def put_right(
    ledger: Ledger,
    due: pl.DataFrame,
    entitled: pl.DataFrame,
    now: MonthRows,
    pasts: Sequence[MonthRows],
    project_of: Callable[[str, date], str],
) -> PutRight:
    """`due` (the month's own `PAYMENTS`) and the differences of the posted months `pasts`.

    `entitled` are the `PAYMENTS` that the sheets and rates of `pasts` give now.  `project_of` names
    the project that pays a program's month first.  One-offs that were posted before are taken out
    of `due`.  Recoveries are cut to what the month pays; the rest is in the balances.
    """
    people = _People(ledger)
    months = {month_text(past.month) for past in pasts}
    posted = _posted(ledger, people, now.month)
    own = _keyed(due, people)
    again = own.join(posted.filter(_ONE_OFF).select(KEY).unique(), on=KEY, how="semi")
    own = own.join(again.select("line_id"), on="line_id", how="anti")
    entitled = pl.concat([_keyed(entitled, people), again])
    seen = _seen(posted, people, pasts, now)
    concerned = pl.col("period").is_in(sorted(months)) | (
        _ONE_OFF & pl.col("service_month").dt.strftime("%Y-%m").is_in(sorted(months))
    )
    same_one_offs = posted.join(entitled.filter(_ONE_OFF).select(KEY).unique(), on=KEY, how="semi")
    looked_at = pl.concat([posted.filter(concerned), same_one_offs]).unique(maintain_order=True)
    found = payable(entitled, looked_at, seen)
    templates = _templates(entitled, looked_at)
    projects = pl.Series(
        [project_of(*pair) for pair in templates.select("program_id", "service_month").iter_rows()],
        dtype=pl.String,
    )
    owed = found.owed.join(
        templates.with_columns(project=projects).select(*KEY, "project"), on=KEY, how="left"
    )
    routes = pl.Series(
        [project_of(*pair) for pair in own.select("program_id", "service_month").iter_rows()],
        dtype=pl.String,
    )
    purse = own.with_columns(project=routes).select(*PURSE, "amount_fen")
    recovered = within_pay(owed, purse)
    balances = recovered.balances.join(people.frame(), on="person", how="left")
    return PutRight(
        pl.concat(
            [
                own.select(*PAYMENTS),
                _lines(recovered.carried.drop("project"), templates, now.month),
            ]
        ),
        balances,
        [
            *_nothing_due_problems(now.paid, own, posted, people),
            *_unseen_problems(found.unseen, people),
            *_balance_problems(balances, set(own["person"].to_list())),
        ],
    )


class _People:
    """Numbers of people: the ledger's, and negative ones for who was never posted."""

    def __init__(self, ledger: Ledger) -> None:
        self._numbers = dict(ledger.people())
        self._names = {
            person: (identities[-1].id_number, identities[-1].name)
            for person, identities in ledger.identities().items()
        }

    def numbers(self, rows: pl.DataFrame) -> pl.Series:
        """The number of each row's person, by ID number."""
        for id_number, name in rows.select("id_number", "name").unique().sort("id_number").rows():
            if id_number is not None and id_number not in self._numbers:
                self._numbers[id_number] = -1 - len(self._numbers)
            person = self._numbers.get(id_number)
            if person is not None:
                self._names.setdefault(person, (id_number, name))
        return pl.Series(
            "person", [self._numbers.get(number) for number in rows["id_number"]], dtype=pl.Int64
        )

    def called(self, person: int) -> tuple[str, str]:
        """(ID number, name) as known last."""
        return self._names.get(person, ("", ""))

    def frame(self) -> pl.DataFrame:
        """`person`, `id_number`, `name` of everybody."""
        rows = [(person, *called) for person, called in self._names.items()]
        kinds = {"person": pl.Int64, "id_number": pl.String, "name": pl.String}
        return pl.DataFrame(rows, schema=kinds, orient="row")


def _keyed(payments: pl.DataFrame, people: _People) -> pl.DataFrame:
    """Payments with `person` and `period`."""
    period = pl.coalesce("once_for", pl.col("service_month").dt.strftime("%Y-%m"))
    return payments.with_columns(people.numbers(payments), period=period)


def _posted(ledger: Ledger, people: _People, month: date) -> pl.DataFrame:
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


def _payment(line: Line, people: _People) -> dict[str, object]:
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
    posted: pl.DataFrame, people: _People, pasts: Sequence[MonthRows], now: MonthRows
) -> pl.DataFrame:
    """Who stands on the sheets of the periods looked at: `person`, `program_id`, `period`,
    `frozen`."""
    parts = []
    for rows in (*pasts, now):
        for frame, frozen in ((rows.paid, False), (rows.frozen, True)):
            parts.append(
                frame.select(
                    people.numbers(frame),
                    pl.col("program_id").cast(pl.String),
                    period=pl.lit(month_text(rows.month)),
                    frozen=pl.lit(frozen),
                ).drop_nulls("person")
            )
    monthly = pl.concat(parts)
    by_program = monthly.group_by("person", "program_id").agg(pl.col("frozen").any())
    once = posted.filter(_ONE_OFF).select("person", "program_id", "period").unique()
    return pl.concat([monthly, once.join(by_program, on=["person", "program_id"])], how="vertical")


def _templates(entitled: pl.DataFrame, posted: pl.DataFrame) -> pl.DataFrame:
    """For every key the payment that its difference is shown like: as it is now, else as posted."""
    columns = [*KEY, *(name for name in PAYMENTS if name not in KEY)]
    both = pl.concat([posted.select(columns), entitled.select(columns)])
    return both.unique(KEY, keep="last", maintain_order=True)


def _lines(carried: pl.DataFrame, templates: pl.DataFrame, month: date) -> pl.DataFrame:
    """The differences as payments of `month`, by program, unit, person, month and component."""
    arrears = pl.col("difference_fen") > 0
    there = pl.lit("../") + pl.col("service_month").dt.strftime("%Y-%m") + pl.lit("/")
    moved = pl.col("source_file").is_null() | pl.col("source_file").str.starts_with("../")
    return (
        carried.join(templates.drop("cause"), on=KEY)
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


def _nothing_due_problems(
    rows: pl.DataFrame, own: pl.DataFrame, posted: pl.DataFrame, people: _People
) -> Iterator[Problem]:
    """One problem a row that is due nothing because its one-off was posted before."""
    once = posted.filter(_ONE_OFF).unique(["person", "program_id"], keep="last")
    alone = (
        rows.with_columns(people.numbers(rows), pl.col("program_id").cast(pl.String))
        .join(own.select("row_id"), on="row_id", how="anti")
        .join(
            once.select("person", "program_id", "component_name", "period"),
            on=["person", "program_id"],
        )
        .sort("row_id")
    )
    for row in alone.iter_rows(named=True):
        yield problem(
            "one-off-already-posted",
            Cell(row["file"], row["sheet"] or "", row["row"]),
            name=row["name"],
            row_id=row["row_id"],
            component=row["component_name"],
            period=row["period"],
        )


def _unseen_problems(unseen: pl.DataFrame, people: _People) -> Iterable[Problem]:
    """One problem a person, program and period that was posted and stands on no sheet now."""
    sums = unseen.group_by("person", "program_id", "period", maintain_order=True).agg(
        pl.col("posted_fen").sum()
    )
    for person, _, period, posted_fen in sums.iter_rows():
        id_number, name = people.called(person)
        facts = {"period": period, "posted": yuan(posted_fen), "tail": tail(id_number)}
        yield problem("posted-but-not-on-any-sheet", Cell(period), name=name, **facts)


def _balance_problems(balances: pl.DataFrame, paid: set[int]) -> Iterable[Problem]:
    """One problem a purse from which more is to be taken back than the month pays."""
    assert set(BALANCES) <= set(balances.columns)  # noqa: S101  (a mistake of ours)
    for row in balances.filter(pl.col("closing_fen") > 0).iter_rows(named=True):
        code = "recovery-left" if row["person"] in paid else "recovery-from-leaver"
        yield problem(
            code,
            Cell(),
            name=row["name"],
            tail=tail(row["id_number"]),
            project=row["project"],
            opening=yuan(row["opening_fen"]),
            offset=yuan(row["offset_fen"]),
            closing=yuan(row["closing_fen"]),
        )
