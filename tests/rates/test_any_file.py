"""Whatever stands in the files: they are understood or refused with problems, never a traceback."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.problems import Refusal
from payroll.rates import RateBook, load_rates
from tests.rates.folder import FILES, write_folder

VALUES = st.sampled_from(
    [
        *('""', '"x"', '"person"', '"0"', '"2026-01"', '"优秀"', '"minimum_wage"', '"待确认"'),
        *("0", "-1", "10.5", "nan", "inf", "true", "99999999999999999999", "1e400"),
        *("2026-01-01", "2026-01-01T00:00:00Z", "08:00:00", "9999-12-31", "0001-01-01"),
        *("[]", "[1]", '["a", {}]', "[[]]", "{}", "{ value = 1 }", "{ a = { b = 2 } }"),
        *("", "=", "“x”", '"""', "2026-13-01"),
    ]
)
KEYS = st.sampled_from(
    [
        *("id", "name", "order", "aliases", "charged_to", "policy", "component", "rate", "payee"),
        *("per", "amount", "share", "of", "rating", "announced", "withdrawn", "effective_to"),
        *("source", "status", "year", "holiday", "first", "last", "make_up", "base", "value"),
        *("[component]", "[[component]]", "[[component.rate]]", "[policy.leave]", '"键"', "键"),
    ]
)
CHANGES = st.tuples(
    st.sampled_from(sorted(FILES)),
    st.integers(0, 70),
    st.sampled_from(["delete", "double", "replace", "insert"]),
    KEYS,
    VALUES,
)


def changed(text: str, line: int, what: str, key: str, value: str) -> str:
    """The text with one line deleted, doubled, given another value, or put in."""
    lines = text.splitlines()
    line %= len(lines)
    match what:
        case "delete":
            del lines[line]
        case "double":
            lines.insert(line, lines[line])
        case "replace":
            lines[line] = f"{lines[line].partition('=')[0]}= {value}"
        case _:
            lines.insert(line, key if key.startswith("[") else f"{key} = {value}")
    return "\n".join(lines) + "\n"


def understood(folder: Path) -> RateBook | None:
    """The book, or None after a refusal that says something about some file."""
    try:
        return load_rates(folder)
    except Refusal as refusal:
        told = [problem.found for problem in refusal.problems if problem.cell.file]
    assert told
    assert all(told)
    return None


@settings(max_examples=300)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_changed_files_are_understood_or_refused(
    changes: Sequence[tuple[str, int, str, str, str]],
) -> None:
    texts = dict(FILES)
    for file, *change in changes:
        texts[file] = changed(texts[file], *change)
    with TemporaryDirectory() as folder:
        write_folder(Path(folder), **{name[:-5]: text for name, text in texts.items()})
        book = understood(Path(folder))
        if book is not None:
            book.in_force(date(2026, 3, 31))
            book.pending()


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_bytes_are_understood_or_refused(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        write_folder(Path(folder))
        (Path(folder) / "street_help.toml").write_bytes(content)
        understood(Path(folder))
