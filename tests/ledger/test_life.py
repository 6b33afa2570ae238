"""The life of a month, case by case in `办理步骤.csv`, and by a law."""

from __future__ import annotations

import csv
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payroll.ledger.life import life_of
from payroll.ledger.records import Kind
from payroll.ledger.sqlite import open_ledger
from payroll.ledger.steps import open_books, set_mode, take_step
from payroll.problems import Refusal
from payroll.terms.ledger import STATES
from tests.ledger.builders import AT, Paid, contents, post, some_people, start, step, write_run

MONTH = "2026-04"
KINDS: dict[str, Kind] = {
    "送审": "submit",
    "复核": "review",
    "审批": "approve",
    "退回": "return",
    "过账": "post",
    "结账": "close",
}
with (Path(__file__).parent / "办理步骤.csv").open(encoding="utf-8", newline="") as handle:
    CASES = list(csv.DictReader(handle))


def act(out: Path, words: str) -> None:
    """Do what one word of a case says."""
    if words in ("单人办理", "不同的人"):
        with open_books(out) as books:
            single = words == "单人办理"
            set_mode(books, single_person=single, actor="甲", at=AT, reason="人手变动")
    elif words == "改结果":
        write_run(out, MONTH, [Paid(1, person_fen=1)])
    elif words == "重算":
        write_run(out, MONTH, some_people(2))
    elif words == "改文件":
        (out / MONTH / "工资表_试样.xlsx").write_bytes(b"edited")
    elif words == "删文件":
        (out / MONTH / "工资表_试样.xlsx").unlink()
    else:
        step(out, KINDS[words[-2:]], MONTH, words[:-2], "有误")


@pytest.mark.parametrize("case", CASES, ids=[case["案例"] for case in CASES])
def test_the_cases(case: dict[str, str], tmp_path: Path) -> None:
    start(tmp_path)
    out = tmp_path / "out"
    write_run(out, MONTH, some_people(2))
    *before, last = case["步骤"].split(" ")
    for words in before:
        act(out, words)
    said = contents(tmp_path / "ledger.db")
    if case["结果"] in STATES.values():
        act(out, last)
    else:
        with pytest.raises(Refusal) as refusal:
            act(out, last)
        assert [found.code for found in refusal.value.problems] == [case["结果"]]
        assert contents(tmp_path / "ledger.db") == said, "a refused step leaves no trace"
        return
    with closing(open_ledger(tmp_path / "ledger.db")) as ledger:
        assert STATES[life_of(MONTH, ledger.events(MONTH)).state] == case["结果"]


def test_there_are_cases() -> None:
    assert len(CASES) > 20
    assert len({case["案例"] for case in CASES}) == len(CASES)


def test_months_follow_one_another_from_the_start(tmp_path: Path) -> None:
    start(tmp_path, "2026-04")
    out = tmp_path / "out"
    for subject, code in [("2026-03", "month-before-start"), ("2026-05", "month-out-of-order")]:
        write_run(out, subject, some_people(1))
        with pytest.raises(Refusal, match=code):
            step(out, "submit", subject, "甲")
    post(out, "2026-04", some_people(1))
    post(out, "2026-05", some_people(1))
    write_run(out, "2026-07", some_people(1))
    with pytest.raises(Refusal, match="2026-06"):
        step(out, "submit", "2026-07", "甲")


@pytest.mark.parametrize(
    ("by", "reason", "code"),
    [
        ("", "有误", "actor-not-a-name"),
        ("140581199001010006", "有误", "actor-not-a-name"),
        ("甲\n乙\x1b", "有误", "actor-not-a-name"),
        ("甲", "", "reason-missing"),
        ("甲", "身份证 140581199001010006 写错", "reason-not-plain"),
        ("甲", "字" * 501, "reason-not-plain"),
    ],
)
def test_names_and_reasons_hold_nobody_s_number(
    tmp_path: Path, by: str, reason: str, code: str
) -> None:
    start(tmp_path)
    write_run(tmp_path / "out", MONTH, some_people(1))
    step(tmp_path / "out", "submit", MONTH, "甲")
    with pytest.raises(Refusal) as refusal:
        step(tmp_path / "out", "return", MONTH, by, reason)
    assert [found.code for found in refusal.value.problems] == [code]
    assert "140581" not in str(refusal.value)


def expected(steps: list[tuple[Kind, str]]) -> tuple[list[bool], str]:
    """Which steps are taken and where they lead, as a table anybody can read."""
    following = {
        ("draft", "submit"): "submitted",
        ("submitted", "review"): "reviewed",
        ("reviewed", "approve"): "approved",
        ("approved", "post"): "posted",
        ("posted", "close"): "closed",
        ("submitted", "return"): "draft",
        ("reviewed", "return"): "draft",
        ("approved", "return"): "draft",
    }
    state, signed, taken = "draft", set[str](), []
    for kind, who in steps:
        if kind == "submit" and state == "draft":
            signed = set()
        blocked = kind in ("review", "approve") and who in signed
        possible = (state, kind) in following and not blocked
        taken.append(possible)
        if possible:
            state = following[state, kind]
            signed |= {who} if kind in ("submit", "review", "approve") else set()
    return taken, state


steps_in_any_order = st.lists(
    st.tuples(
        st.sampled_from(["submit", "review", "approve", "approve", "return", "post", "close"]),
        st.sampled_from(["甲", "乙", "丙"]),
    ),
    max_size=14,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=steps_in_any_order)
def test_whatever_is_tried_only_the_table_s_steps_are_taken(
    steps: list[tuple[Kind, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("office")
    start(folder)
    out = folder / "out"
    write_run(out, MONTH, some_people(1))
    taken = []
    with open_books(out) as books:
        for kind, who in steps:
            try:
                take_step(books, kind, MONTH, actor=who, at=AT, reason="有误")
                taken.append(True)
            except Refusal:
                taken.append(False)
        state = life_of(MONTH, books.ledger.events(MONTH)).state
        posted = books.ledger.is_posted(books.ledger.starts)
    assert (taken, state) == expected(steps)
    assert posted == (state in ("posted", "closed"))
