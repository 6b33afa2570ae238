"""Which policy a component follows: its own, else the program's, else the default by payee."""

from __future__ import annotations

from pathlib import Path

import pytest

from payroll.rates import load_rates
from payroll.rates.model import Component, Program
from tests.rates.folder import OTHER, PROGRAM, write_folder

OWN = '{ value = "VALUE", source = "通知" }'


def programs(folder: Path, **changed: str) -> dict[str, Program]:
    return {p.id: p for p in load_rates(write_folder(folder, **changed)).programs}


def components(program: Program) -> dict[str, Component]:
    return {component.id: component for component in program.components}


def test_the_programs_method_is_for_people_and_insurers_are_paid_whole(tmp_path: Path) -> None:
    found = components(programs(tmp_path)["street_help"])
    assert {name: item.proration for name, item in found.items()} == {
        "subsidy": "attended",
        "insurance": "none",
        "merit": "attended",
        "gift": "none",
    }


def test_a_component_may_override_the_program(tmp_path: Path) -> None:
    text = PROGRAM.replace(
        'payee = "insurer"\n', f'payee = "insurer"\nproration = {OWN}\n'
    ).replace("VALUE", "calendar")
    insurance = components(programs(tmp_path, street_help=text)["street_help"])["insurance"]
    assert insurance.proration == "calendar"
    assert insurance.at_zero_attendance == "whole"  # the setting is for insurers paid whole
    assert insurance.policy["proration"].source == "通知"


def test_zero_attendance_is_a_setting_of_insurers_only(tmp_path: Path) -> None:
    found = components(programs(tmp_path)["street_help"])
    assert {name: item.at_zero_attendance for name, item in found.items()} == {
        "subsidy": "whole",
        "insurance": "none",
        "merit": "whole",
        "gift": "whole",
    }


def test_once_per_is_for_one_offs_only(tmp_path: Path) -> None:
    found = components(programs(tmp_path)["street_help"])
    assert found["gift"].once_per == "placement"
    assert found["subsidy"].once_per is None


def test_what_a_file_leaves_out_is_applied_and_marked_unconfirmed(tmp_path: Path) -> None:
    park = programs(tmp_path)["park_help"]
    assert {name: (s.value, s.status) for name, s in park.policy.items()} == {
        "proration": ("attended", "待确认"),
        "rounding": ("line", "待确认"),
    }
    assert {
        item.place for item in load_rates(tmp_path).pending() if item.program_id == park.id
    } == {
        "折算办法",
        "取整办法",
        "每月扣回上限",
    }


@pytest.mark.parametrize(
    ("payee", "per", "needed"),
    [
        ("person", "month", {"proration", "rounding"}),
        ("person", "rating", {"proration", "rounding"}),
        ("person", "person", {"once_per"}),
        ("insurer", "month", {"insurance_at_zero_attendance"}),
        ("insurer", "person", {"once_per"}),
        ("deduction", "month", set()),
    ],
)
def test_only_settings_that_amounts_depend_on_are_asked_for(
    payee: str, per: str, needed: set[str], tmp_path: Path
) -> None:
    text = OTHER.replace('payee = "person"', f'payee = "{payee}"').replace(
        'per = "month"', f'per = "{per}"'
    )
    if per == "rating":
        text += 'rating = "优秀"\n'
    assert set(programs(tmp_path, park_help=text)["park_help"].policy) == needed


def test_programs_come_in_their_stated_order(tmp_path: Path) -> None:
    assert [p.id for p in load_rates(write_folder(tmp_path)).programs] == [
        "park_help",
        "street_help",
    ]


def test_a_program_without_an_order_comes_after_the_others(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, park_help=OTHER.replace("order = 5\n", ""))
    assert [program.id for program in load_rates(folder).programs] == ["street_help", "park_help"]
