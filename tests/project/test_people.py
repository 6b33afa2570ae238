"""Only people who cannot exist are in the repository.

The last three digits before the check digit number the people born in one county on one day; 000 is
never issued.  Wrong numbers are there on purpose, where refusing them is tried: they too are 000.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.project.tree import name_of, project_files

LONG = re.compile(rb"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
SHORT = re.compile(rb"(?<![0-9A-Za-z])[1-9][0-9]{14}(?![0-9A-Za-z])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
WRONG_ON_PURPOSE = ("tests/", "rosters/2026-02/", "benchmarks/")
LARGEST_PART = 50_000_000


def contents(path: Path) -> Iterator[bytes]:
    """What a file says: itself, and the parts of a workbook; UTF-16 read as its digits."""
    whole = path.read_bytes()
    parts = [whole]
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as workbook:
                entries = [each for each in workbook.infolist() if each.file_size < LARGEST_PART]
                parts += [workbook.read(each) for each in entries]
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError):
            pass  # damaged on purpose
    for part in parts:
        yield part
        if b"\0" in part:
            yield part.replace(b"\0", b"")


def id_numbers(text: bytes) -> set[str]:
    """Numbers that could be somebody's: eighteen or fifteen digits around a possible birthday."""
    long = {number.decode().upper() for number in LONG.findall(text)}
    short = {number.decode() for number in SHORT.findall(text)}
    return {number for number in long if is_day(number[6:14])} | {
        number for number in short if is_day(f"19{number[6:12]}")
    }


def is_day(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1900 <= year <= 2030


def sequence(number: str) -> str:
    return number[14:17] if len(number) == 18 else number[12:]


def has_right_check_digit(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return len(number) == 15 or number[17] == CHECK_DIGITS[total % 11]


def test_every_id_number_in_the_project_is_nobody_s() -> None:
    found = 0
    for path in project_files():
        for text in contents(path):
            for number in id_numbers(text):
                found += 1
                shown = f"{name_of(path)}: ****{number[-4:]}"
                assert sequence(number) == "000", f"{shown} could be a real person's"
                if not name_of(path).startswith(WRONG_ON_PURPOSE):
                    assert has_right_check_digit(number), f"{shown} has a wrong check digit"
    assert found > 100


def test_a_real_looking_number_would_be_noticed(tmp_path: Path) -> None:
    real = "11010119900307" + "123" + "7"
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as workbook:
        workbook.writestr("xl/sharedStrings.xml", f"<t>{real}</t>")
    (tmp_path / "b.csv").write_bytes(f"张三,{real}\n".encode("utf-16"))
    (tmp_path / "c.csv").write_bytes(f"张三,{real}\n".encode("gb18030"))
    for name in ("a.xlsx", "b.csv", "c.csv"):
        numbers = {number for text in contents(tmp_path / name) for number in id_numbers(text)}
        assert numbers == {real}, name


@pytest.mark.parametrize(
    ("number", "right"), [("110101199003070003", True), ("11010119900307000X", False)]
)
def test_the_check_digit_is_computed(number: str, right: bool) -> None:
    assert has_right_check_digit(number) == right
