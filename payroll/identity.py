"""ID numbers and bank cards: check digits, birth dates, and how little of them is ever shown.

The 18-digit citizen number is GB 11643-1999: 6 digits of place, 8 of birth date, 3 of sequence and
a check character by ISO 7064 MOD 11-2.  Card numbers carry the check digit of ISO/IEC 7812 (Luhn).
Columns go through expressions over the bytes of the text, so a million numbers take a moment; the
scalar twins, from `payroll.id_numbers`, serve what handles one number at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import polars as pl

from payroll.id_numbers import ID_LENGTH, SHOWN, WEIGHTS, check_digit, masked, tail

__all__ = [
    "BANK_CARD_LENGTHS",
    "ID_LENGTH",
    "OLD_ID_LENGTH",
    "PROVINCES",
    "birth_date",
    "check_digit",
    "has_bank_card_length",
    "has_card_digits",
    "has_id_shape",
    "has_known_province",
    "has_old_id_shape",
    "has_right_check_digit",
    "luhn_holds",
    "masked",
    "masked_text",
    "tail",
    "tail_text",
]

OLD_ID_LENGTH = 15
BANK_CARD_LENGTHS = (16, 19)
"""Shortest and longest number of a bank card; passbooks and unit accounts have others."""

_EARLIEST_BIRTH_YEAR = 1900

_PROVINCE_RANGES = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71))
_PERMIT_RANGES = ((81, 83), (91, 96))
PROVINCES = frozenset(
    str(code)
    for first, last in _PROVINCE_RANGES + _PERMIT_RANGES
    for code in range(first, last + 1)
)
"""First two digits in use: the provinces of GB/T 2260, 81-83 for residence permits of people from
Hong Kong, Macao and Taiwan, 91-96 for foreign permanent residents (a 9 before the province)."""


def masked_text(text: pl.Expr) -> pl.Expr:
    """`masked` of a column; null in, null out."""
    length = text.str.len_chars().cast(pl.Int64)
    hidden = length - _shown_length(text)
    return pl.concat_str(
        pl.lit("*").repeat_by(hidden).list.join(""),
        text.str.slice(hidden),
    )


def tail_text(text: pl.Expr) -> pl.Expr:
    """`tail` of a column; null in, null out."""
    return text.str.slice(text.str.len_chars().cast(pl.Int64) - _shown_length(text))


def _shown_length(text: pl.Expr) -> pl.Expr:
    half = text.str.len_chars().cast(pl.Int64) // 2
    return pl.min_horizontal(half, pl.lit(SHOWN, pl.Int64))


def has_id_shape(id_number: pl.Expr) -> pl.Expr:
    """Whether the text is 17 ASCII digits and a digit or X; null in, null out."""
    return id_number.str.contains(r"\A[0-9]{17}[0-9X]\z")


def has_old_id_shape(id_number: pl.Expr) -> pl.Expr:
    """Whether the text is a 15-digit number of the kind issued before 1999; null in, null out."""
    return id_number.str.contains(r"\A[0-9]{15}\z")


def has_right_check_digit(id_number: pl.Expr) -> pl.Expr:
    """Whether the 18th character follows from the others; null for a text of another shape."""
    shaped = pl.when(has_id_shape(id_number)).then(id_number)
    number = shaped.str.slice(0, ID_LENGTH - 1).cast(pl.UInt64)
    last = shaped.str.slice(ID_LENGTH - 1).replace("X", "10").cast(pl.Int64)
    return (_looked_up(number, _weighted()) + last) % 11 == 1


def birth_date(id_number: pl.Expr) -> pl.Expr:
    """Date of birth in the number; null for another shape and for a day that never was.

    Years before 1900 count as never: nobody who is paid was born then.
    """
    shaped = pl.when(has_id_shape(id_number)).then(id_number)
    born = shaped.str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    return pl.when(born.dt.year() >= _EARLIEST_BIRTH_YEAR).then(born)


def has_known_province(id_number: pl.Expr) -> pl.Expr:
    """Whether the first two digits are in use.

    Never more than two: a county code may have been founded or dissolved after its people were
    born, so a list of counties by year would refuse real people.
    """
    return id_number.str.slice(0, 2).is_in(sorted(PROVINCES))


def has_card_digits(card_number: pl.Expr) -> pl.Expr:
    """Whether the text is ASCII digits and nothing else; null in, null out."""
    return card_number.str.contains(r"\A[0-9]+\z")


def has_bank_card_length(card_number: pl.Expr) -> pl.Expr:
    """Whether the text is as long as a bank card; null in, null out."""
    return card_number.str.len_chars().is_between(*BANK_CARD_LENGTHS)


def luhn_holds(card_number: pl.Expr) -> pl.Expr:
    """Whether the check digit of a bank card is right; null for a text of another shape.

    It holds for bank cards, not for passbooks and unit accounts.
    """
    shaped = has_card_digits(card_number) & has_bank_card_length(card_number)
    # Nineteen digits fit into 64 bits without a sign; zeros in front add nothing to the sum.
    number = pl.when(shaped).then(card_number).cast(pl.UInt64)
    return _looked_up(number, _luhn()) % 10 == 0


_GROUP = 4
"""Digits that are looked up at once: a division a group of a long column, not one a digit."""


def _looked_up(number: pl.Expr, tables: Sequence[pl.Series]) -> pl.Expr:
    """The sum of what the groups of digits of `number` add; null for null."""
    size = 10**_GROUP
    return pl.sum_horizontal(
        *(
            pl.lit(table).gather((number // size**place % size).cast(pl.UInt32))
            for place, table in enumerate(tables)
        ),
        ignore_nulls=False,
    )


def _tables(worth: Sequence[Sequence[int]]) -> tuple[pl.Series, ...]:
    """For each group of digits from the last one, what every number of that group adds.

    `worth` says of each place, from the last, what the digits 0 to 9 add there.
    """
    tables = []
    for first in range(0, len(worth), _GROUP):
        sums = [0]
        for digits in worth[first : first + _GROUP]:
            sums = [digit + lower for digit in digits for lower in sums]
        tables.append(pl.Series(sums, dtype=pl.Int64))
    return tuple(tables)


@cache
def _weighted() -> tuple[pl.Series, ...]:
    """The weights of the first 17 digits of an ID number."""
    return _tables([[digit * w for digit in range(10)] for w in reversed(WEIGHTS[:-1])])


@cache
def _luhn() -> tuple[pl.Series, ...]:
    """Every second digit counts twice, less 9 where that has two digits."""
    once, twice = range(10), [digit * 2 - 9 * (digit > 4) for digit in range(10)]
    return _tables([twice if place % 2 else once for place in range(BANK_CARD_LENGTHS[1])])
