"""What is asked of a ledger kept in SQL: sums, lines, rosters, people, the events."""

# ruff: noqa: S608 - what is put into a query are names of our own tables and columns

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from payroll.ledger import connection
from payroll.ledger.records import (
    OPENING,
    AcceptedRow,
    Charge,
    Event,
    Head,
    Identity,
    Line,
    PaidLine,
    Payment,
    PostedAmount,
    PostedRun,
    ProgramTotal,
    Result,
)
from payroll.ledger.rows import restored
from payroll.ledger.tables import CHAINED
from payroll.period import month_text, parse_month

COLUMNS = {table.name: table.columns for table in CHAINED}
EVENT_COLUMNS = (
    *("seq", "kind", "subject", "round", "actor", "at", "reason", "details"),
    *("run_digest", "single_person", "content", "previous", "hash"),
)
_IDENTITY = ("id_number", "name", "card_number", "bank", "note")
_ROSTER = tuple(column for column in COLUMNS["roster_rows"] if column not in ("person", "identity"))


class Queries:
    """The asking half of `store.Ledger`."""

    def __init__(self, opened: sqlite3.Connection, path: Path) -> None:
        self._connection = opened
        self.path = path

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def starts(self) -> date:
        """See `store.Ledger.starts`."""
        return parse_month(self._details("init")["starts"])

    @property
    def single_person(self) -> bool:
        """See `store.Ledger.single_person`."""
        return bool(self._details("init", "mode")["single_person"])

    def head(self, before: str | None = None) -> Head:
        """See `store.Ledger.head`."""
        where, values = ("", ()) if before is None else (" WHERE subject <> ?", (before,))
        rows = self.ask(f"SELECT seq, hash FROM events{where} ORDER BY seq DESC LIMIT 1", values)
        return Head._make(rows[0])

    def events(self, subject: str | None = None) -> list[Event]:
        """See `store.Ledger.events`."""
        where, values = ("", ()) if subject is None else (" WHERE subject = ?", (subject,))
        rows = self.ask(
            f"SELECT {', '.join(EVENT_COLUMNS)} FROM events{where} ORDER BY seq", values
        )
        return [restored(Event, EVENT_COLUMNS, row) for row in rows]

    def is_posted(self, month: date) -> bool:
        """See `store.Ledger.is_posted`."""
        return bool(self.ask("SELECT seq FROM runs WHERE subject = ?", (month_text(month),)))

    def runs(self) -> list[PostedRun]:
        """See `store.Ledger.runs`."""
        programs = defaultdict(list)
        columns = COLUMNS["run_programs"][1:]
        order = "ORDER BY seq, program_id"
        for subject, *row in self.ask(
            f"SELECT subject, {', '.join(columns)} FROM run_programs {order}"
        ):
            programs[subject].append(restored(ProgramTotal, columns, row))
        columns = ("seq", *COLUMNS["runs"])
        return [
            restored(PostedRun, columns, row, programs=tuple(programs[row[1]]))
            for row in self.ask(f"SELECT {', '.join(columns)} FROM runs ORDER BY seq")
        ]

    def people(self) -> dict[str, int]:
        """See `store.Ledger.people`."""
        one = self._one()
        return {
            number: one(p) for number, p in self.ask("SELECT id_number, person FROM id_numbers")
        }

    def identities(self, person: int | None = None) -> dict[int, list[Identity]]:
        """See `store.Ledger.identities`."""
        one = self._one()
        found: dict[int, list[Identity]] = defaultdict(list)
        for number, *row in self.ask(
            f"SELECT person, {', '.join(_IDENTITY)} FROM identities ORDER BY identity"
        ):
            if person is None or one(number) == person:
                found[one(number)].append(restored(Identity, _IDENTITY, row))
        return dict(found)

    def posted(
        self, service_months: Collection[date] | None = None, until_run: str | None = None
    ) -> list[PostedAmount]:
        """See `store.Ledger.posted`."""
        where, values = "WHERE 1 = 1", []
        if service_months is not None:
            months = [month_text(month) for month in service_months]
            places = ", ".join("?" * len(months))
            where += f" AND (service_month IN ({places}) OR length(period) <> 7)"
            values += months
        if until_run is not None:
            where += " AND seq <= (SELECT seq FROM runs WHERE subject = ?)"
            values.append(until_run)
        rows = self.ask(
            "SELECT person, program_id, period, component, payee,"
            " sum(CASE WHEN reason = 'manual' THEN 0 ELSE amount_fen END),"
            " sum(CASE WHEN reason = 'manual' THEN amount_fen ELSE 0 END)"
            f" FROM lines {where} GROUP BY person, program_id, period, component, payee"
            " ORDER BY person, program_id, period, component, payee",
            values,
        )
        return self._folded([*map(PostedAmount._make, rows)])

    def lines(self, subject: str) -> list[Line]:
        """See `store.Ledger.lines`."""
        return [line for _, line in self._lines("runs.subject = ?", [subject])]

    def lines_of(self, person: int) -> list[tuple[str, Line]]:
        """See `store.Ledger.lines_of`."""
        one = self._one()
        numbers = [n for (n,) in self.ask("SELECT person FROM people") if one(n) == person]
        places = ", ".join("?" * len(numbers))
        return self._lines(f"person IN ({places})", numbers)

    def charges(self, subject: str) -> list[Charge]:
        """See `store.Ledger.charges`."""
        columns = COLUMNS["charges"]
        rows = self.ask(
            f"SELECT {', '.join(columns)} FROM charges"
            " WHERE seq = (SELECT seq FROM runs WHERE subject = ?) ORDER BY line_id",
            [subject],
        )
        return [restored(Charge, columns, row) for row in rows]

    def paid(self, first: date, last: date) -> list[PaidLine]:
        """See `store.Ledger.paid`."""
        rows = self.ask(
            "SELECT run_month, lines.line_id, person, service_month, program_id, program, unit,"
            " component, component_name, payee, reason, rate_fen, paid_days_h, required_days_h,"
            " lines.amount_fen, charges.project, charges.fund, charges.document, charges.kind,"
            " charges.amount_fen"
            " FROM lines JOIN runs ON runs.seq = lines.seq"
            " JOIN charges ON charges.seq = lines.seq AND charges.line_id = lines.line_id"
            " WHERE subject = run_month AND run_month BETWEEN ? AND ?"
            " ORDER BY run_month, lines.line_id",
            [month_text(first), month_text(last)],
        )
        one = self._one()
        people = {person: one(person) for (person,) in self.ask("SELECT person FROM people")}
        place = PaidLine._fields.index("person")
        return [
            PaidLine._make((*row[:place], people[row[place]], *row[place + 1 :])) for row in rows
        ]

    def charged(self, year: int, before: date) -> dict[str, int]:
        """See `store.Ledger.charged`."""
        rows = self.ask(
            "SELECT project, sum(amount_fen) FROM charges"
            " JOIN runs ON runs.seq = charges.seq"
            " WHERE kind = 'within' AND run_month >= ? AND run_month < ?"
            " AND substr(subject, 1, ?) <> ? GROUP BY project ORDER BY project",
            [f"{year}-01", month_text(before), len(OPENING), OPENING],
        )
        return dict(rows)

    def roster_of(self, subject: str) -> list[AcceptedRow]:
        """See `store.Ledger.roster_of`."""
        return self._roster("seq = (SELECT seq FROM runs WHERE subject = ?)", [subject])

    def roster(self, service_month: date) -> list[AcceptedRow]:
        """See `store.Ledger.roster`."""
        rows = self._roster("service_month = ?", [month_text(service_month)])
        return list({(row.person, row.program_id): row for row in rows}.values())

    def files(self, subject: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """See `store.Ledger.files`."""
        found: dict[str, dict[str, str]] = {"input": {}, "output": {}}
        for kind, name, digest in self.ask(
            "SELECT kind, name, sha256 FROM run_files"
            " WHERE seq = (SELECT seq FROM runs WHERE subject = ?) ORDER BY name",
            [subject],
        ):
            found[kind][name] = digest
        return found["input"], found["output"]

    def payments(self, subject: str | None = None) -> list[Payment]:
        """See `store.Ledger.payments`."""
        where, values = ("", ()) if subject is None else (" WHERE subject = ?", (subject,))
        results: dict[int, list[Result]] = defaultdict(list)
        for payment, *said in self.ask(
            "SELECT payment, outcome, reason, seq FROM outcomes ORDER BY seq, payment"
        ):
            results[payment].append(Result._make(said))
        called = self._called()
        one = self._one()
        return [
            Payment(
                *(number, paid_for, one(person), called[due], called[paid_to]),
                *(amount_fen, reissue_of, seq, tuple(results[number])),
            )
            for number, paid_for, person, due, paid_to, amount_fen, reissue_of, seq in self.ask(
                "SELECT payment, subject, person, due, paid_to, amount_fen, reissue_of, seq"
                f" FROM payments{where} ORDER BY payment",
                values,
            )
        ]

    def bank_files(self, subject: str) -> dict[str, int]:
        """See `store.Ledger.bank_files`."""
        return dict(self.ask("SELECT sha256, seq FROM bank_files WHERE subject = ?", (subject,)))

    def _called(self) -> dict[int, Identity]:
        """What each number of `identities` stands for."""
        rows = self.ask(f"SELECT identity, {', '.join(_IDENTITY)} FROM identities")
        return {number: restored(Identity, _IDENTITY, row) for number, *row in rows}

    def ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Rows of a query.  Raises `Refusal` when the file cannot give them."""
        with connection.told(self.path):
            return self._connection.execute(sql, tuple(values)).fetchall()

    def _details(self, *kinds: str) -> dict[str, Any]:
        """Details of the last event of one of these kinds."""
        places = ", ".join("?" * len(kinds))
        [(details,)] = self.ask(
            f"SELECT details FROM events WHERE kind IN ({places}) ORDER BY seq DESC LIMIT 1", kinds
        )
        found: dict[str, Any] = json.loads(details)
        return found

    def _one(self) -> Callable[[int], int]:
        """What gives the one person that a number stands for after corrections of IDs."""
        same = dict(self.ask("SELECT person, same_as FROM same_person"))

        def one(person: int) -> int:
            while person in same:
                person = same[person]
            return person

        return one

    def _folded(self, amounts: list[PostedAmount]) -> list[PostedAmount]:
        """The amounts of people who turned out to be one added up."""
        one = self._one()
        if all(one(item.person) == item.person for item in amounts):
            return amounts
        sums: dict[tuple[Any, ...], tuple[int, int]] = {}
        for item in amounts:
            key = (one(item.person), *item[1:5])
            regular, manual = sums.get(key, (0, 0))
            sums[key] = (regular + item.amount_fen, manual + item.manual_fen)
        return [PostedAmount._make((*key, *sums[key])) for key in sorted(sums)]

    def _lines(self, where: str, values: Sequence[object]) -> list[tuple[str, Line]]:
        one = self._one()
        columns = COLUMNS["lines"]
        rows = self.ask(
            f"SELECT runs.subject, {', '.join(columns)} FROM lines"
            f" JOIN runs ON runs.seq = lines.seq WHERE {where} ORDER BY lines.seq, line_id",
            values,
        )
        place = columns.index("person") + 1
        return [
            (row[0], restored(Line, columns, (*row[1:place], one(row[place]), *row[place + 1 :])))
            for row in rows
        ]

    def _roster(self, where: str, values: Sequence[object]) -> list[AcceptedRow]:
        one = self._one()
        columns = [f"roster_rows.{column}" for column in ("person", *_ROSTER)]
        named = [f"identities.{column}" for column in _IDENTITY]
        rows = self.ask(
            f"SELECT {', '.join([*columns, *named])} FROM roster_rows"
            " JOIN identities ON identities.identity = roster_rows.identity"
            f" WHERE roster_rows.{where} ORDER BY roster_rows.seq, row_id",
            values,
        )
        width = len(columns)
        return [
            restored(
                AcceptedRow,
                _ROSTER,
                row[1:width],
                person=one(row[0]),
                identity=restored(Identity, _IDENTITY, row[width:]),
            )
            for row in rows
        ]
