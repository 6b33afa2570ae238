"""Copies of the ledger: made while it is in use, checked before they count, put back with care."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from payroll.disk import flush_folder, staged_name
from payroll.ledger.connection import connect, told
from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.records import Head
from payroll.ledger.sqlite import open_ledger, remove_ledger
from payroll.problems import Cell, Refusal, problem

_ALL = ("", "-wal", "-shm")
"""Endings of the files that make up one ledger: a log left beside another file would be replayed
into it."""


def back_up(path: Path, target: Path) -> Head:
    """Copy the ledger at `path` to `target` and check the copy; its head.

    Raises `Refusal` when the ledger does not pass; an older file at `target` then stays.
    """
    copy, head = _checked_copy(path, target)
    remove_ledger(target)
    copy.replace(target)
    flush_folder(target.absolute().parent)
    return head


def restore(source: Path, path: Path, *, force: bool = False) -> tuple[Head, Path | None]:
    """Put the copy at `source` in the place of the ledger at `path`; its head, and where the
    replaced ledger is kept (None when there was none).

    Raises `Refusal` when the copy does not pass, and without `force` when the ledger has events
    that the copy does not have.  The ledger then stays.
    """
    copy, head = _checked_copy(source, path)
    kept = None
    try:
        if path.exists():
            if not force:
                _refuse_to_lose(copy, path)
            kept = _free_name(path)
            for ending in _ALL:
                with suppress(FileNotFoundError):
                    path.with_name(path.name + ending).rename(kept.with_name(kept.name + ending))
        copy.replace(path)
    finally:
        remove_ledger(copy)
    flush_folder(path.absolute().parent)
    return head, kept


def _checked_copy(source: Path, target: Path) -> tuple[Path, Head]:
    """A copy of `source` staged beside `target`, on the disk, that passes every check; its head."""
    copy = target.with_name(staged_name(target))
    remove_ledger(copy)
    try:
        with (
            told(source),
            closing(connect(source)) as there,
            closing(sqlite3.connect(copy)) as here,
        ):
            there.backup(here)
        if problems := list(find_chain_problems(copy)):
            raise Refusal(problem("copy-not-whole", Cell(source.name)), *problems)
        with closing(open_ledger(copy)) as ledger:
            head = ledger.head()
        with copy.open("r+b") as handle:
            os.fsync(handle.fileno())
    except BaseException:
        remove_ledger(copy)
        raise
    return copy, head


def _refuse_to_lose(copy: Path, path: Path) -> None:
    """Refuse when the ledger has events that the copy lacks; one that cannot be read has none.

    Asked of a second copy, because SQLite tidies what it opens and a damaged ledger is evidence.
    """
    probe = path.with_name(f".{path.name}.probe")
    try:
        for ending in _ALL:
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{path}{ending}", f"{probe}{ending}")
        with closing(open_ledger(probe)) as ledger:
            ours = [event.hash for event in ledger.events()]
    except Refusal:
        return
    finally:
        remove_ledger(probe)
    with closing(open_ledger(copy)) as ledger:
        theirs = {event.hash for event in ledger.events()}
    if lost := [each for each in ours if each not in theirs]:
        raise Refusal(problem("restore-would-lose", Cell(path.name), count=len(lost)))


def _free_name(path: Path) -> Path:
    """A name beside the ledger that is not taken: `ledger.replaced-1.db`."""
    number = 1
    while (kept := path.with_name(f"{path.stem}.replaced-{number}{path.suffix}")).exists():
        number += 1
    return kept
