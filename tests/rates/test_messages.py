"""Every mistake in a rate file is found alone, located, and worded as the golden files show."""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path

import pytest

from payroll.problems import Problem, Refusal
from payroll.rates import load_rates
from payroll.terms.messages.rates import MESSAGES
from tests.rates.folder import FILES, PROGRAM, write_folder
from tests.rates.mistakes import BESIDE_THE_TEXT, MISTAKES, Mistake

GOLDENS = Path(__file__).parent / "goldens"
_BY_CODE = {
    code: list(mistakes)
    for code, mistakes in groupby(
        sorted(MISTAKES, key=lambda mistake: mistake.code), key=lambda mistake: mistake.code
    )
}


def refused(folder: Path) -> list[Problem]:
    with pytest.raises(Refusal) as refusal:
        load_rates(folder)
    return list(refusal.value.problems)


def compare(code: str, seen: str) -> None:
    golden = GOLDENS / f"{code}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        GOLDENS.mkdir(exist_ok=True)
        golden.write_text(seen, encoding="utf-8", newline="\n")
    assert golden.exists(), f"no golden file for {code}"
    assert seen == golden.read_text(encoding="utf-8")


def told(folder: Path, mistake: Mistake) -> str:
    """What was typed and what the reader is told."""
    text = FILES[f"{mistake.file}.toml"]
    assert mistake.right in text
    changed = text.replace(mistake.right, mistake.wrong, 1)
    problems = refused(write_folder(folder, **{mistake.file: changed}))
    assert [item.code for item in problems] == [mistake.code]
    typed = "\n".join(f"> {line}" for line in mistake.wrong.splitlines()) or "> （删去）"
    return f"{typed}\n{problems[0]}\n"


def test_the_folder_the_mistakes_are_made_in_is_sound(tmp_path: Path) -> None:
    assert len(load_rates(write_folder(tmp_path)).programs) == 2


@pytest.mark.parametrize("code", _BY_CODE)
def test_each_mistake_is_found_alone_and_worded_for_its_writer(code: str, tmp_path: Path) -> None:
    compare(code, "\n".join(told(tmp_path, mistake) for mistake in _BY_CODE[code]))


def test_every_message_has_a_mistake() -> None:
    assert set(_BY_CODE) | BESIDE_THE_TEXT == set(MESSAGES)


def test_missing_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (problem,) = refused(Path("rates"))
    compare("rates-folder-missing", f"{problem}\n")


def test_folder_without_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_folder(Path("rates"))
    (folder / "street_help.toml").unlink()
    (folder / "park_help.toml").unlink()
    (problem,) = refused(folder)
    compare("rates-folder-empty", f"{problem}\n")


def test_missing_calendar(tmp_path: Path) -> None:
    (write_folder(tmp_path) / "calendar.toml").unlink()
    (problem,) = refused(tmp_path)
    compare("rates-calendar-missing", f"{problem}\n")


def test_file_in_another_encoding(tmp_path: Path) -> None:
    write_folder(tmp_path)
    (tmp_path / "street_help.toml").write_text(PROGRAM, encoding="gb18030")
    (problem,) = refused(tmp_path)
    compare("rates-file-not-utf8", f"{problem}\n")


def test_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path)
    read_bytes = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "street_help.toml":
            raise PermissionError(13, "locked")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    (problem,) = refused(tmp_path)
    compare("rates-file-unreadable", f"{problem}\n")


@pytest.mark.parametrize("name", ["street_help.toml.txt", "street_help.TOML", "旧.toml.bak"])
def test_file_whose_ending_hides_it(name: str, tmp_path: Path) -> None:
    write_folder(tmp_path)
    (tmp_path / name).write_text(PROGRAM, encoding="utf-8")
    (problem,) = refused(tmp_path)
    assert problem.code == "rates-file-name"
    if name.endswith("txt"):
        compare("rates-file-name", f"{problem}\n")


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(tmp_path: Path) -> None:
    write_folder(tmp_path)
    windows = PROGRAM.replace("\n", "\r\n").encode("utf-8-sig")
    (tmp_path / "street_help.toml").write_bytes(windows)
    assert len(load_rates(tmp_path).programs) == 2


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """One program, one component, one rate that cannot be read hide nothing in the others."""
    street = (
        PROGRAM.replace('name = "街道协理员"\n', "")
        .replace('amount = "1000.00"', 'amount = "1000.001"\ncurrency = "元"')
        .replace(
            "effective_from = 2026-07-01", "effective_from = 2026-07-01\neffective_to = 2026-06-01"
        )
        .replace('payee = "insurer"', 'payee = "insurers"')
        .replace("2026-07..2026-12", "2026-12..2026-07")
        .replace('status = "待确认"\nsource = "某办发〔2026〕1号，标准未载明"', 'status = "待确认"')
    )
    park = FILES["park_help.toml"].replace('amount = "900.00"', 'amount = "-900.00"')
    calendar = FILES["calendar.toml"].replace("year = 2026", "year = 2062")
    problems = refused(
        write_folder(tmp_path, street_help=street, park_help=park, calendar=calendar)
    )
    assert sorted((item.cell.file, item.code) for item in problems) == [
        ("calendar.toml", "calendar-day-outside-year"),
        ("calendar.toml", "calendar-day-outside-year"),
        ("calendar.toml", "calendar-day-outside-year"),
        ("park_help.toml", "rate-amount-negative"),
        ("street_help.toml", "charged-to-months-wrong"),
        ("street_help.toml", "rate-amount-finer-than-fen"),
        ("street_help.toml", "rate-dates-reversed"),
        ("street_help.toml", "rate-key-missing"),
        ("street_help.toml", "rate-key-unknown"),
        ("street_help.toml", "rate-source-missing"),
        ("street_help.toml", "rate-value-unknown"),
    ]
