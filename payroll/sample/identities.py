"""IDs, names, cards and banks of people who do not exist.

Everything follows from the number of the person, so that the same person has the same ID and card
in every month without any register being kept.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from payroll.problems import Cell, Refusal, problem
from payroll.sample.draws import Draws
from payroll.sample.plan import PlannedProgram, Vocabulary

CARD_PREFIX = "999900"
"""Issuer of the cards.  In ISO/IEC 7812 a leading 9 is followed by a country code, and 999 is no
country: no bank can have issued such a number."""

ID_SEQUENCE = "000"
"""Sequence number of the IDs.  Real ones start at 001."""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_ID_CHECK_DIGITS = "10X98765432"

_DAY_STEP = 2741
_ACCOUNT_STEP = 3_141_592_657
_ACCOUNTS = 10**10
"""Steps coprime to what they walk through: neighbours get numbers that do not look alike."""

_FROM_ELSEWHERE = 120
"""Days of birth of a thousand whose IDs begin with another county of the prefecture."""


def identities(
    program: PlannedProgram, code: int, person: pl.Series, words: Vocabulary, draws: Draws
) -> pl.DataFrame:
    """`id_number`, `name`, `card_number` and `bank` of `person`, in their order.

    `code` is a two-digit number of the program for the cards.  Names may repeat as they do in life;
    IDs and cards never do.  Raises `Refusal` when there are more people than IDs.
    """
    name = program.name
    surname = draws.chosen(person, f"surname {name}", words.surnames)
    given = draws.chosen(person, f"given {name}", words.given)
    second = draws.chosen(person, f"second given {name}", words.given)
    single = draws.happens(person, f"single given {name}", 180) | (given == second)
    return pl.DataFrame(
        {
            "id_number": _id_numbers(program, person, words, draws),
            "name": surname + (given + second).zip_with(~single, given),
            "card_number": _card_numbers(code, person),
            "bank": draws.chosen(person, f"bank {name}", words.banks),
        }
    )


def _id_numbers(
    program: PlannedProgram, person: pl.Series, words: Vocabulary, draws: Draws
) -> pl.Series:
    """With one sequence number there is one ID a county and day of birth.

    Day and round of the days are unique to a person; the counties are walked through round by
    round, and where that walk begins depends on the day alone: so day and county are unique too.
    """
    born = date(program.born[0], 1, 1)
    days = (date(program.born[1] + 1, 1, 1) - born).days
    most = days * len(words.county_codes)
    if len(person) and person.max() >= most:  # type: ignore[operator]
        raise Refusal(
            problem("sample-too-many-people", Cell("--people"), program=program.name, most=most)
        )
    neighbours = len(next(iter(words.counties.values())))
    day = person * _DAY_STEP % days
    elsewhere = draws.happens(day, f"elsewhere {program.name}", _FROM_ELSEWHERE)
    begins = draws.below(day, f"county {program.name}", neighbours) * elsewhere.cast(pl.Int64)
    county = pl.Series(words.county_codes)[(person // days + begins) % len(words.county_codes)]
    birth = (day + (born - date(1970, 1, 1)).days).cast(pl.Int32).cast(pl.Date)
    body = county.cast(pl.String) + birth.dt.strftime("%Y%m%d") + ID_SEQUENCE
    return body + id_check_digits(body)


def id_check_digits(bodies: pl.Series) -> pl.Series:
    """Check digit of each 17-digit body by GB 11643."""
    number = bodies.cast(pl.Int64)
    total = number * 0
    for place, weight in enumerate(reversed(_ID_WEIGHTS)):
        total += number // 10**place % 10 * weight
    return pl.Series([*_ID_CHECK_DIGITS])[total % 11]


def _card_numbers(code: int, person: pl.Series) -> pl.Series:
    """Prefix, program, account and Luhn digit: 19 digits."""
    account = (person * _ACCOUNT_STEP + 271_828_183) % _ACCOUNTS + code * _ACCOUNTS
    body = account + int(CARD_PREFIX) * 100 * _ACCOUNTS
    total = body * 0
    for place in range(18):
        digit = body // 10**place % 10
        doubled = digit * 2
        total += digit if place % 2 else doubled - (doubled > 9).cast(pl.Int64) * 9
    return body.cast(pl.String) + ((10 - total % 10) % 10).cast(pl.String)
