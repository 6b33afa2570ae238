"""Loading a rates folder: every file, every mistake, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from payroll.problems import Cell, Refusal, problem
from payroll.rates.bases import read_bases
from payroll.rates.book import RateBook
from payroll.rates.calendar_file import Year, calendar, read_years
from payroll.rates.model import Base, Program
from payroll.rates.programs import read_program
from payroll.rates.reader import Findings, Place

CALENDAR_FILE = "calendar.toml"
BASES_FILE = "bases.toml"


def load_rates(folder: Path) -> RateBook:
    """The programs, bases and calendar that the TOML files of `folder` state.

    Every file but calendar.toml and bases.toml is a program.  Raises `Refusal` with every problem
    of every file: nothing is computed from rates that are partly understood.
    """
    if not folder.is_dir():
        raise Refusal(problem("rates-folder-missing", Cell(str(folder))))
    findings = Findings()
    bases = _bases(folder, findings)
    years = _years(folder, findings)
    programs = _programs(folder, bases, findings)
    if findings.problems:
        raise Refusal(*findings.problems)
    return RateBook(
        programs=tuple(sorted(programs, key=lambda program: (program.order, program.id))),
        bases=bases,
        calendar=calendar(years),
        calendar_sources={year.year: year.source for year in years},
        files=dict(sorted(findings.files.items())),
    )


def _bases(folder: Path, findings: Findings) -> dict[str, Base]:
    path = folder / BASES_FILE
    raw = findings.toml(path) if path.exists() else None
    return {} if raw is None else read_bases(raw, Place(path.name), findings)


def _years(folder: Path, findings: Findings) -> tuple[Year, ...]:
    path = folder / CALENDAR_FILE
    if not path.exists():
        findings.add("rates-calendar-missing", Cell(path.name))
        return ()
    raw = findings.toml(path)
    return () if raw is None else read_years(raw, Place(path.name), findings)


def _programs(folder: Path, bases: dict[str, Base], findings: Findings) -> list[Program]:
    paths = sorted(path for path in folder.iterdir() if _meant_as_toml(path))
    files = [path for path in paths if path.suffix == ".toml"]
    for path in paths:
        if path.suffix != ".toml":
            right = path.name[: path.name.lower().index(".toml")] + ".toml"
            findings.add("rates-file-name", Cell(path.name), right=right)
    programs: list[Program] = []
    for path in files:
        raw = findings.toml(path)
        program = None if raw is None else read_program(raw, path.name, bases, findings)
        if program is not None:
            programs.append(program)
    if not files:
        findings.add("rates-folder-empty", Cell(str(folder)))
    _find_twice(programs, "program-id-twice", "id", lambda program: {program.id}, findings)
    _find_twice(programs, "program-name-twice", "name", _names, findings)
    return programs


def _meant_as_toml(path: Path) -> bool:
    """Files named `….toml`, and those an editor or a browser gave a second ending."""
    hidden = path.name.startswith((".", "~$"))
    reserved = path.name in {CALENDAR_FILE, BASES_FILE}
    return ".toml" in path.name.lower() and not hidden and not reserved and path.is_file()


def _names(program: Program) -> set[str]:
    """How sheets may call the program, as sheets are compared: without spaces."""
    return {"".join(name.split()) for name in (program.name, *program.aliases)}


def _find_twice(
    programs: Iterable[Program],
    code: str,
    key: str,
    words: Callable[[Program], set[str]],
    findings: Findings,
) -> None:
    """Note every word of a program that an earlier file claims already."""
    owners: dict[str, str] = {}
    for program in programs:
        for word in sorted(words(program)):
            if word in owners:
                at = key if key == "id" or word == program.name else "aliases"
                findings.add(code, Cell(program.file, "", None, at), seen=word, other=owners[word])
            else:
                owners[word] = program.file
