"""A roster that was written and read again is the same roster."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payroll.ledger.packet import read_accepted
from payroll.output.csv_files import write_roster
from payroll.problems import Refusal
from payroll.schema import ROSTER
from payroll.verification.rosters import read_roster, roster_frame

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
hard_words = st.sampled_from(
    ["=1+1", "'=x", "''", "a,b", '"', "两\r\n行", "a:b;c%3A%", "，", " x "]
)
texts = words | hard_words
days = st.integers(0, 3_100)
kinds = st.sampled_from(["事假", "病假", "a:b", "半;天", "100%"]) | words
leave = st.lists(st.fixed_dictionaries({"kind": kinds, "days_h": days}), min_size=1, max_size=3)
marks = st.lists(
    st.fixed_dictionaries({"day": st.integers(1, 31), "kind": kinds, "days_h": days}),
    min_size=1,
    max_size=4,
)
moments = st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1))
rows = st.fixed_dictionaries(
    {
        "name": texts,
        "id_number": texts,
        "program_id": texts,
        "program_seen": st.none() | texts,
        "unit": st.none() | texts,
        "service_month": st.dates(date(2020, 1, 1), date(2039, 12, 31)).map(
            lambda day: day.replace(day=1)
        ),
        "required_days_h": st.none() | days,
        "attended_days_h": st.none() | days,
        "leave": st.none() | leave,
        "marks": st.none() | marks,
        "card_number": st.none() | texts,
        "bank": st.none() | texts,
        "start_date": moments,
        "end_date": moments,
        "rating": st.none() | texts,
        "note": st.none() | texts,
        "file": st.none() | texts,
        "sheet": st.just("") | texts,
        "row": st.none() | st.integers(1, 1_000_000),
    }
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(rows, max_size=4))
def test_the_roster_comes_back(tmp_path_factory: pytest.TempPathFactory, people: list[Any]) -> None:
    path = tmp_path_factory.mktemp("roster") / "roster.csv"
    numbered = [{**row, "row_id": number, "layout": None} for number, row in enumerate(people)]
    roster = pl.DataFrame(numbered, schema=ROSTER, orient="row")
    write_roster(roster, path)
    assert read_roster(path).equals(roster)


def test_who_was_withheld_comes_back(tmp_path: Path) -> None:
    one = dict.fromkeys(ROSTER) | {"name": "试样", "id_number": "1", "program_id": "x", "sheet": ""}
    people = [{**one, "row_id": n, "service_month": date(2026, 4, 1)} for n in range(3)]
    roster = pl.DataFrame(people, schema=ROSTER, orient="row")
    write_roster(roster, tmp_path / "roster.csv", pl.Series([1, 1], dtype=pl.UInt32))
    rows_read = read_accepted(tmp_path / "roster.csv")
    assert [row.withheld for row in rows_read] == [False, True, False]
    assert roster_frame(rows_read, by_person=True)["id_number"].to_list() == ["0"] * 3


@pytest.mark.parametrize("part", ["2026-4", "事假", "x:1", "1.005"])
def test_a_roster_that_was_edited_is_refused(tmp_path: Path, part: str) -> None:
    one = dict.fromkeys(ROSTER) | {"name": "试样", "id_number": "1", "program_id": "x", "sheet": ""}
    one |= {"row_id": 0, "service_month": date(2026, 4, 1), "required_days_h": 2200}
    write_roster(pl.DataFrame([one], schema=ROSTER, orient="row"), tmp_path / "roster.csv")
    text = (tmp_path / "roster.csv").read_text(encoding="utf-8-sig")
    place = "2026-04" if part == "2026-4" else ",22,"
    after = part if part == "2026-4" else f",{part},"
    (tmp_path / "roster.csv").write_text(text.replace(place, after), encoding="utf-8-sig")
    with pytest.raises(Refusal, match="run-file-unreadable"):
        read_roster(tmp_path / "roster.csv")
