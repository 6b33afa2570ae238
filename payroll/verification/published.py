"""Published files against the ledger: unchanged, line by line the same, and tied to one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from payroll.disk import sha256
from payroll.ledger.packet import CHARGES, LINES, ROSTER, RUN_RECORD, read_posting, read_run
from payroll.ledger.records import PostedRun, Posting
from payroll.ledger.store import Ledger
from payroll.output.book_conservation import amounts_due, find_person_differences
from payroll.output.reread import read_sheets
from payroll.output.wage_books import file_name
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.terms import columns as words


def find_published_problems(ledger: Ledger, run: PostedRun, out: Path) -> Iterator[Problem]:
    """Everything in the folder of a posted run that is not what was posted.

    People = 工资表 = 财务导入表 = lines = charges = ledger, each read from its own file.
    """
    folder = out / run.subject
    if not folder.is_dir():
        yield problem("posted-folder-missing", Cell(run.subject))
        return
    changed = list(_find_changed_files(ledger, run, folder))
    yield from changed
    if changed:
        return
    try:
        posting = read_posting(read_run(out, run.subject))
    except Refusal as refusal:
        yield from refusal.problems
        return
    yield from _find_other_rows(ledger, posting)
    yield from _find_other_books(posting, folder)


def _find_changed_files(ledger: Ledger, run: PostedRun, folder: Path) -> Iterator[Problem]:
    _, outputs = ledger.files(run.subject)
    for name, digest in sorted({**outputs, RUN_RECORD: run.run_digest}.items()):
        place = Cell(f"{run.subject}/{name}")
        if not (folder / name).is_file():
            yield problem("posted-file-missing", place)
        elif sha256(folder / name) != digest:
            yield problem("posted-file-changed", place)


def _find_other_rows(ledger: Ledger, posting: Posting) -> Iterator[Problem]:
    """Rows of the CSV files that the ledger does not have as they stand there, or the other way."""
    people = ledger.people()
    subject = posting.subject
    published: dict[str, list[object]] = {
        LINES: [
            replace(line, person=people.get(number, 0))
            for line, (number, _) in zip(posting.lines, posting.line_people, strict=True)
        ],
        CHARGES: list(posting.charges),
        ROSTER: [
            replace(row, person=people.get(row.identity.id_number, 0)) for row in posting.roster
        ],
    }
    ours: dict[str, list[object]] = {
        LINES: [*ledger.lines(subject)],
        CHARGES: [*ledger.charges(subject)],
        ROSTER: [*ledger.roster_of(subject)],
    }
    for name, rows in published.items():
        written, kept = sorted(map(repr, rows)), sorted(map(repr, ours[name]))
        if written != kept:
            count = len(set(written) ^ set(kept))
            yield problem("posted-rows-differ", Cell(f"{subject}/{name}"), count=count)


def _find_other_books(posting: Posting, folder: Path) -> Iterator[Problem]:
    """Amounts in the 工资表 and in the workbook of finance that were not posted."""
    schema = dict.fromkeys(("program", "payee", "component_name", "id_number"), pl.String)
    rows = [
        (line.program, line.payee, line.component_name, number, line.amount_fen)
        for line, (number, _) in zip(posting.lines, posting.line_people, strict=True)
    ]
    frame = pl.DataFrame(rows, schema={**schema, "amount_fen": pl.Int64}, orient="row")
    due = amounts_due(frame)
    books: dict[str, str | None] = {
        file_name(words.WAGE_BOOK, program=name): name for name in frame["program"].unique().sort()
    }
    books[words.FINANCE_BOOK] = None
    for name, program in books.items():
        if name in posting.outputs:
            sheets = read_sheets(folder / name)
            for told in find_person_differences(name, program, sheets, due):
                place = Cell(f"{posting.subject}/{name}")
                yield problem("published-differs", place, difference=told.partition("｜")[2])
