"""A month from its folders: read, judge, compute, charge.  Wires the stages, decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from posixpath import normpath

import polars as pl

from payroll.adjustments import read_adjustments
from payroll.adjustments import within_pay as adjusted_within_pay
from payroll.alternatives import find_alternatives
from payroll.budget import Budget, budget_file, charge, load_budget
from payroll.budget.funding import find_overrun_problems, find_unfunded_problems
from payroll.budget.routes import eligible_projects
from payroll.checks import find_line_problems, find_roster_problems
from payroll.corrections import with_corrections
from payroll.earlier import charged_before, find_earlier_problems, read_earlier_months
from payroll.entitlement import entitlement, split_months
from payroll.holds import read_holds, with_hold_notes, with_holds
from payroll.intake import Reading, read_rosters
from payroll.intake.misplaced import require_lists_in_place
from payroll.ledger.store import Ledger
from payroll.money import parse_hundredths
from payroll.output.month_payroll import LedgerMark, MonthPayroll
from payroll.payable.posted_months import (
    MonthRows,
    PutRight,
    charged_in_ledger,
    find_owed,
    last_called,
    months_with_folders,
    with_own_row_ids,
)
from payroll.payable.telling import find_posted_errors
from payroll.payments import numbered, payments, with_cards, with_charges
from payroll.period import last_month, month_end, month_text
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.rates import RateBook, load_rates
from payroll.rates.movements import find_rate_changes
from payroll.schema import ROSTER, Rates
from payroll.survey import unit_states


@dataclass(frozen=True)
class Folders:
    """Where a run reads, and where it and earlier runs write."""

    rates: Path
    rosters: Path
    out: Path


@dataclass(frozen=True)
class Rules:
    """What the files of the rates folder say, as known on one day."""

    book: RateBook
    budget: Budget | None
    """None when the year has no budget file."""
    as_of: date
    rates: Rates

    def first_project(self, program_id: str, month: date) -> str:
        """The project that pays the program's month first, empty when there is none."""
        program = next((each for each in self.book.programs if each.id == program_id), None)
        projects = eligible_projects(program, month, self.budget) if program else ()
        return projects[0] if projects else ""


@dataclass(frozen=True)
class JudgedMonth:
    """The sheets of a month with the verdict on every row."""

    reading: Reading
    accepted: pl.DataFrame
    held: pl.DataFrame
    problems: list[Problem]
    withheld: pl.DataFrame
    """row_id of accepted rows that are not paid: people on hold."""
    files: Mapping[str, str]
    """SHA-256 of every file read, by its path beside the months' folders."""

    @property
    def paid(self) -> pl.DataFrame:
        """Accepted rows of people who are not on hold."""
        return self.accepted.join(self.withheld, on="row_id", how="anti")

    @property
    def on_hold(self) -> pl.DataFrame:
        """Accepted rows whose money is withheld."""
        return self.accepted.join(self.withheld, on="row_id", how="semi")


def compute_month(
    folders: Folders,
    month: date,
    as_of: date | None = None,
    *,
    effects: bool = True,
    ledger: Ledger | None = None,
) -> MonthPayroll:
    """The payroll of `month`: every row of its sheets paid or reported.

    `as_of` is the last day whose announcements count; by default the last of the month and of
    every announcement in the rate files, so that the same inputs give the same bytes on any day.
    `effects` asks for what undecided policies would cost otherwise; only workbooks show it.  With a
    `ledger` the months it has posted are computed again, and their differences are carried.

    Raises `Refusal` for unreadable rates, budget or calendar, for a month without a folder, and for
    one that is posted: its results do not change any more.
    """
    if ledger is not None and ledger.is_posted(month):
        raise Refusal(
            problem("month-already-posted", Cell(month_text(month)), month=month_text(month))
        )
    rules = read_rules(folders.rates, month, as_of)
    judged = judge_month(folders.rosters, month, rules)
    pasts: dict[date, JudgedMonth] = {}

    def judge(past: date, held_in: date | None = None) -> JudgedMonth:
        pasts[past] = earlier = judge_month(folders.rosters, past, rules, held_in)
        return replace(earlier, accepted=earlier.paid)  # what was withheld was not had

    posted, missing = months_with_folders(ledger, folders.rosters, month)
    rows_of = [past_rows(past, judge(past, month), pasts[past]) for past in posted]
    earlier = read_earlier_months(
        folders.rosters, month, judged.accepted, rules.rates, judge, skip=posted
    )
    roster, rows_of = with_own_row_ids(pl.concat([judged.accepted, earlier.rows]), rows_of)
    every = entitlement(roster, rules.rates, rules.book.calendar)
    lines = every.join(judged.accepted.select("row_id"), on="row_id", how="semi")
    judged = _held_back(judged, find_line_problems(judged.reading, lines, rules.rates))
    splits = split_months(judged.accepted, rules.rates, rules.book.calendar)

    def described(rows: pl.DataFrame) -> pl.DataFrame:
        theirs = every.join(rows.select("row_id"), on="row_id", how="semi")
        return payments(theirs, splits, rows, rules.rates, rules.book.programs, month)

    due = described(judged.paid)
    starts = ledger.starts if ledger is not None else month
    charged, charged_files = charged_before(folders.out, month, until=starts)
    owed = None
    if ledger is not None:
        now = MonthRows(month, judged.paid, pl.concat([judged.held, judged.on_hold]))
        entitled = described(pl.concat([judged.paid.clear(), *(past.paid for past in rows_of)]))
        owed = find_owed(ledger, due, entitled, now, rows_of, rules.first_project)
        charged = pl.concat([charged, charged_in_ledger(ledger, month)])
    adjusted = adjusted_within_pay(
        read_adjustments(folders.rosters / month_text(month), month, rules.book.programs),
        owed.paid if owed else due,
        set(judged.on_hold["id_number"]),
    )
    caps_h = {each.id: parse_hundredths(each.recovery_cap.value) for each in rules.book.programs}
    righted = owed.taken_back(adjusted.payments, caps_h) if owed else PutRight(due)
    paid = pl.concat([righted.payments, adjusted.payments])
    due = numbered(with_cards(paid, judged.accepted, lambda of: last_called(ledger, of)), month)
    charges = charge(due, rules.book.programs, rules.budget, charged)
    before = _last_month(folders.rosters, month, rules, pasts) if effects else None
    concerned = judged.accepted["program_id"].unique().to_list()
    problems = [
        *find_rate_changes(rules.book, month, rules.as_of, concerned),
        *judged.problems,
        *find_earlier_problems(earlier, judged.paid, due, rules.rates, judged.reading.cell),
        *righted.problems,
        *adjusted.problems,
        *missing,
        *find_posted_errors({past: pasts[past].problems for past in posted}),
        *_budget_problems(rules.budget, month, charges, charged),
    ]
    return MonthPayroll(
        run_month=month,
        as_of=rules.as_of,
        programs=rules.book.programs,
        rates=rules.rates,
        reading=judged.reading,
        accepted=judged.accepted,
        held=judged.held,
        problems=in_file_order(problems),
        payments=with_charges(due, charges),
        charges=charges,
        budget_fen=rules.budget.amounts_fen if rules.budget else {},
        office=rules.budget.unit if rules.budget else "",
        inputs={
            **_under("rates", rules.book.files),
            **_under("rates", rules.budget.files if rules.budget else {}),
            **_under("rosters", judged.files),
            **_under(f"rosters/{month_text(month)}", adjusted.files),
            **_files_of(pasts.values()),
            **_under(f"rosters/{month_text(last_month(month))}", before.files if before else {}),
            **_under("out", charged_files),
        },
        ledger=_mark(ledger, month) if ledger else None,
        recoveries=righted.balances,
        past=_computed_again(rows_of, due),
        function_codes=_function_codes(rules.budget),
        units=tuple(unit_states(judged.reading, month, before)) if effects else (),
        withheld=described(judged.on_hold).with_columns(line_id=pl.lit(None, pl.String)),
        alternatives=find_alternatives(
            rules.book.programs, judged.paid, earlier.rows, rules.rates, rules.book.calendar
        )
        if effects
        else (),
    )


def _mark(ledger: Ledger, month: date) -> LedgerMark:
    """What outputs print of the ledger; steps of the month itself do not change it, so what was
    submitted can be computed again and is the same."""
    return LedgerMark(ledger.head(month_text(month)).text, ledger.single_person)


def _computed_again(pasts: Iterable[MonthRows], due: pl.DataFrame) -> pl.DataFrame:
    """Rows of earlier months (`schema.ROSTER`) that the differences in `due` were computed from."""
    key = ["id_number", "program_id", "service_month"]
    differences = due.filter(pl.col("reason").is_in(["arrears", "recovery"])).select(key).unique()
    rows = [each.paid.with_columns(pl.col("program_id").cast(pl.String)) for each in pasts]
    every = pl.concat([pl.DataFrame(schema=ROSTER), *rows])
    return every.join(differences, on=key, how="semi", maintain_order="left")


def past_rows(past: date, accepted: JudgedMonth, judged: JudgedMonth) -> MonthRows:
    """The rows of a posted month: what is paid now, and what stays as it was posted."""
    return MonthRows(past, accepted.accepted, pl.concat([judged.held, judged.on_hold]))


def _last_month(
    rosters: Path, month: date, rules: Rules, pasts: Mapping[date, JudgedMonth]
) -> Reading | None:
    """The sheets of the month before as they stand, None when it has no folder."""
    before = last_month(month)
    if before in pasts:
        return pasts[before].reading
    folder = rosters / month_text(before)
    if not folder.is_dir():
        return None
    return read_rosters(folder, before, rules.book.programs, rules.book.calendar)


def read_rules(folder: Path, month: date, as_of: date | None = None) -> Rules:
    """The rates, the budget of the month's year and the calendar.  Raises `Refusal`."""
    book = load_rates(folder)
    if book.calendar.filter(pl.col("day") == month).is_empty():
        where = Cell("calendar.toml")
        raise Refusal(
            problem("calendar-year-missing", where, year=month.year, month=month_text(month))
        )
    known = (folder / budget_file(month.year)).is_file()
    budget = load_budget(folder, month.year, book.programs) if known else None
    if budget is not None:  # what is granted later does not change the month when it is run again
        budget = budget.known_on(month_end(month))
    day = as_of or book.default_as_of(month)
    return Rules(book, budget, day, book.in_force(day))


def judge_month(
    rosters: Path, month: date, rules: Rules, held_in: date | None = None
) -> JudgedMonth:
    """The sheets of one month read, corrected and checked; rows with an error are held back.

    A hold lasts for months of paying: whoever is on hold in `held_in` (else in `month` itself) is
    not paid then for any month, and afterwards for all of them.
    Raises `Refusal` for a month without a folder, an unreadable list of holds, and a list that lies
    where nobody looks for it.
    """
    programs, calendar = rules.book.programs, rules.book.calendar
    folder = rosters / month_text(month)
    require_lists_in_place(rosters, folder)
    reading = with_corrections(read_rosters(folder, month, programs, calendar), folder, programs)
    holds = read_holds(rosters)
    withheld, held_up = with_holds(reading, holds, held_in or month)
    reading = replace(reading, roster=with_hold_notes(reading.roster, withheld))
    found = [
        *find_roster_problems(reading, programs, rules.rates, calendar, month, reading.registry),
        *find_unfunded_problems(reading, programs, rules.budget),
    ]
    files = {**_under(folder.name, reading.files), **holds.files}
    rows = JudgedMonth(reading, reading.roster, reading.roster.clear(), [], withheld, files)
    return _held_back(rows, [*reading.problems, *held_up, *found])


def _held_back(judged: JudgedMonth, found: list[Problem]) -> JudgedMonth:
    """`judged` with more problems; the rows they are errors of are no longer accepted."""
    errors = {p.row_id for p in found if p.severity == "error" and p.row_id is not None}
    if not errors:
        return replace(judged, problems=[*judged.problems, *found])
    concerned = pl.DataFrame({"row_id": sorted(errors)}, schema={"row_id": pl.UInt32})
    held = judged.accepted.join(concerned, on="row_id", how="semi")
    return replace(
        judged,
        accepted=judged.accepted.join(concerned, on="row_id", how="anti"),
        held=pl.concat([judged.held, held]).sort("row_id"),
        problems=[*judged.problems, *found],
    )


def _budget_problems(
    budget: Budget | None, month: date, charges: pl.DataFrame, charged: pl.DataFrame
) -> list[Problem]:
    if budget is not None:
        return find_overrun_problems(charges, budget, charged)
    file = budget_file(month.year)
    return [problem("year-without-budget", Cell(file), year=month.year, file=file)]


def _function_codes(budget: Budget | None) -> dict[str, str]:
    return {project.name: project.code.value for project in budget.projects} if budget else {}


def _files_of(months: Iterable[JudgedMonth]) -> dict[str, str]:
    return {
        name: digest for each in months for name, digest in _under("rosters", each.files).items()
    }


def _under(folder: str, files: Mapping[str, str]) -> dict[str, str]:
    """`files` by their path below what `folder` lies in; some lie beside the folder."""
    return {normpath(f"{folder}/{name}"): digest for name, digest in files.items()}
