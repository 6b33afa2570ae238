"""The progress line: seen on a terminal, never in a file, gone when the work is done."""

from __future__ import annotations

import io

import pytest

from payroll.cli import progress
from payroll.progress import told


class Console(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def console_of(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> Console:
    console = Console(terminal=terminal)
    monkeypatch.setattr("sys.stderr", console)
    monkeypatch.setattr(progress, "BETWEEN_SECONDS", 0)
    return console


def read_until_b() -> None:
    with progress.progress_line():
        for thing in told(["a", "b"], "读表"):
            if thing == "b":
                raise ValueError("broken")


def test_nothing_is_drawn_where_nobody_looks_on(monkeypatch: pytest.MonkeyPatch) -> None:
    console = console_of(monkeypatch, terminal=False)
    with progress.progress_line():
        assert [*told(["a", "b"], "读表")] == ["a", "b"]
    assert console.getvalue() == ""


def test_the_line_grows_and_is_wiped_even_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    console = console_of(monkeypatch, terminal=True)
    with pytest.raises(ValueError, match="broken"):
        read_until_b()
    drawn = console.getvalue().split("\r")
    assert drawn[1].startswith("读表 [---")
    assert "[###############---------------] 1/2" in drawn[2]
    assert drawn[-2].strip() == ""
    assert len(drawn[-2]) >= len(drawn[2])
    assert drawn[-1] == ""


def test_a_shorter_line_covers_the_longer_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    console = console_of(monkeypatch, terminal=True)
    with progress.progress_line():
        _ = [*told(["a"], "读很多很多出勤表"), *told(["a"], "写表")]
    drawn = console.getvalue().split("\r")[1:]
    assert len(drawn[2].encode("gbk")) >= len(drawn[1].encode("gbk"))
