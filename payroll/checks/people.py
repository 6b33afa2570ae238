"""Who a row is about: ID number, name, unit, card.  One table, read from top to bottom.

What may be a mistake of ours or of the place of registration only warns: county codes are not
looked at (people keep the code of a county founded or dissolved since), and names are never a key.
"""

from __future__ import annotations

import polars as pl

from payroll import identity
from payroll.checks.facts import is_blank
from payroll.checks.table import Check

YOUNGEST = 16
RETIRED = 60
"""Completed years at the end of the month outside of which an age is asked about.  One bound for
everybody: the statutory ages differ by sex, post and year of birth and are not decided here."""

ACCOUNT_LENGTHS = (12, 30)
"""Shortest and longest account number that anyone is paid to, passbooks and unit accounts too."""

_id = pl.col("id_number")
_card = pl.col("card_number")
_id_tail = {"tail": identity.tail_text(_id)}
_card_tail = {"tail": identity.tail_text(_card)}
_has_id = ~is_blank(_id)
_has_card = ~is_blank(_card) & pl.col("card_digits")
_account_length = pl.col("card_length").is_between(*ACCOUNT_LENGTHS)
_bank_card_length = pl.col("card_length").is_between(*identity.BANK_CARD_LENGTHS)

PEOPLE = [
    Check("id-missing", is_blank(_id), "id_number"),
    Check(
        "id-old-15-digits",
        identity.has_old_id_shape(_id),
        "id_number",
        _id_tail,
    ),
    Check(
        "id-shape",
        _has_id & ~pl.col("id_shaped") & ~identity.has_old_id_shape(_id),
        "id_number",
        {**_id_tail, "length": _id.str.len_chars()},
    ),
    Check(
        "id-birth-date",
        pl.col("id_shaped") & (pl.col("born").is_null() | pl.col("born_later")),
        "id_number",
        _id_tail,
    ),
    Check(
        # A wrong digit in the date usually breaks the check digit too: the date says more.
        "id-check-digit",
        ~pl.col("id_right") & pl.col("born").is_not_null() & ~pl.col("born_later"),
        "id_number",
        _id_tail,
    ),
    Check(
        "id-province-unknown",
        pl.col("id_right") & ~identity.has_known_province(_id),
        "id_number",
        _id_tail,
    ),
    Check(
        "age-below-16",
        pl.col("id_right") & ~pl.col("born_later") & (pl.col("age") < YOUNGEST),
        "id_number",
        {"age": pl.col("age")},
    ),
    Check(
        "age-60-or-over",
        pl.col("id_right") & (pl.col("age") >= RETIRED),
        "id_number",
        {"age": pl.col("age")},
    ),
    Check("name-missing", is_blank(pl.col("name")), "name"),
    Check("unit-missing", is_blank(pl.col("unit")), "unit"),
    Check(
        "card-not-digits",
        ~is_blank(_card) & ~pl.col("card_digits"),
        "card_number",
        _card_tail,
    ),
    Check(
        "card-length",
        _has_card & ~_account_length,
        "card_number",
        {
            **_card_tail,
            "length": pl.col("card_length"),
            "shortest": pl.lit(ACCOUNT_LENGTHS[0]),
            "longest": pl.lit(ACCOUNT_LENGTHS[1]),
        },
    ),
    Check(
        "card-length-unusual",
        _has_card & _account_length & ~_bank_card_length,
        "card_number",
        {**_card_tail, "length": pl.col("card_length")},
    ),
    Check("card-check-digit", ~pl.col("card_luhn"), "card_number", _card_tail),
]
"""Checks of what a row says about the person."""
