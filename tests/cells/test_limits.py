"""Ceilings are settings: the environment states them, and nonsense there is refused."""

from __future__ import annotations

import pytest

from payroll.__main__ import run
from payroll.intake.cells import read_content
from payroll.intake.cells.limits import SETTING, Limits, limits_in_force


def test_without_a_setting_the_shipped_ones_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert limits_in_force() == Limits()


def test_a_ceiling_can_be_lowered_and_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"a,b\n1,2\n3,4\n"
    monkeypatch.setenv(SETTING, "rows = 2, file_bytes=40000000")
    assert limits_in_force() == Limits(rows=2, file_bytes=40_000_000)
    assert [each.code for each in read_content(content, shown_as="x").problems] == [
        "cell-beyond-limits"
    ]
    monkeypatch.setenv(SETTING, "rows=3")
    assert read_content(content, shown_as="x").problems == []


@pytest.mark.parametrize("text", ["rows", "rows=0", "rows=-1", "rows=1e6", "row=5", "rows=٣"])
def test_what_is_no_ceiling_is_refused(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(SETTING, text)
    assert run(["--help"]) == 2
    assert text in capsys.readouterr().err
