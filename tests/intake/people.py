"""People who do not exist: sequence 000 is never issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from payroll.identity import check_digit
from payroll.rates.model import Program

MONTH = date(2026, 3, 1)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "安邦成达恩芳光海建杰丽敏宁平琴荣胜涛文晓秀艳志中"


@dataclass(frozen=True)
class Person:
    """Who a row is about."""

    name: str
    id_number: str
    card_number: str


def person(number: int) -> Person:
    """The person of that number; different numbers below 10,000 are different people."""
    born = date(1968, 1, 1) + timedelta(days=number)
    id17 = f"140581{born:%Y%m%d}000"
    name = SURNAMES[number % len(SURNAMES)] + GIVEN[number // 7 % len(GIVEN)]
    if number % 3:
        name += GIVEN[number // 3 % len(GIVEN)]
    return Person(name, id17 + check_digit(id17), f"999900{number:013d}")


def program(program_id: str, name: str, *aliases: str) -> Program:
    """A program with nothing but names."""
    return Program(program_id, name, aliases, f"{program_id}.toml", (), {}, {}, ())


PROGRAMS = (
    program("public_welfare_post", "公益性岗位", "公益岗"),
    program("talent_reserve", "人才储备"),
    program("village_officer", "大学生专职村干部", "村干部"),
)
