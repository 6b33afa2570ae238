"""Check digits against python-stdnum, dates against the calendar, masks against curiosity."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from payroll import identity

ID = pl.col("id_number")
CARD = pl.col("card_number")

digits17 = st.text("0123456789", min_size=17, max_size=17)
wild_texts = st.text(max_size=24) | st.text("0123456789Xx ０١-", max_size=24)


def of_column(expression: pl.Expr, name: str, texts: list[str | None]) -> list[object]:
    texts_frame = pl.DataFrame({name: texts}, schema={name: pl.String})
    return texts_frame.select(answer=expression)["answer"].to_list()


@given(digits17)
@settings(deadline=None)
def test_the_check_digit_is_iso_7064_mod_11_2(id17: str) -> None:
    assert identity.check_digit(id17) == mod_11_2.calc_check_digit(id17)


@pytest.mark.parametrize(
    "text", ["", "1405811990010100", "1405811990010100X", "１4058119900101000"]
)
def test_a_check_digit_of_anything_but_17_digits_is_refused_without_the_text(text: str) -> None:
    with pytest.raises(ValueError, match=r"\Anot 17 digits\Z"):
        identity.check_digit(text)


@given(st.lists(st.tuples(digits17, st.sampled_from("0123456789X")), max_size=20))
@settings(deadline=None)
def test_the_column_agrees_with_the_oracle(numbers: list[tuple[str, str]]) -> None:
    texts: list[str | None] = [head + last for head, last in numbers]
    right = [mod_11_2.is_valid(head + last) for head, last in numbers]
    assert of_column(identity.has_right_check_digit(ID), "id_number", texts) == right


@given(digits17, st.integers(0, 16), st.integers(1, 9))
@settings(deadline=None)
def test_one_wrong_digit_is_always_noticed(id17: str, place: int, shift: int) -> None:
    wrong = (
        id17[:place]
        + str((int(id17[place]) + shift) % 10)
        + id17[place + 1 :]
        + identity.check_digit(id17)
    )
    assert of_column(identity.has_right_check_digit(ID), "id_number", [wrong]) == [False]


@given(digits17, st.integers(0, 15))
@settings(deadline=None)
def test_two_swapped_neighbours_are_always_noticed(id17: str, place: int) -> None:
    swapped = id17[:place] + id17[place + 1] + id17[place] + id17[place + 2 :]
    answer = of_column(
        identity.has_right_check_digit(ID), "id_number", [swapped + identity.check_digit(id17)]
    )
    assert answer == [swapped == id17]


@given(st.lists(st.none() | wild_texts, max_size=20))
@settings(deadline=None)
def test_other_shapes_have_no_check_digit_and_no_birth_date(texts: list[str | None]) -> None:
    def shaped(text: str | None) -> bool | None:
        if text is None:
            return None
        return (
            len(text) == 18
            and all("0" <= c <= "9" for c in text[:17])
            and text[17] in "0123456789X"
        )

    assert of_column(identity.has_id_shape(ID), "id_number", texts) == [shaped(t) for t in texts]
    for expression in (identity.has_right_check_digit(ID), identity.birth_date(ID)):
        answers = of_column(expression, "id_number", texts)
        assert all(a is None for a, t in zip(answers, texts, strict=True) if not shaped(t))


@given(st.integers(0, 2199), st.integers(0, 19), st.integers(0, 39))
@settings(deadline=None)
def test_birth_dates_are_days_of_the_calendar_since_1900(year: int, month: int, day: int) -> None:
    id17 = f"140581{year:04d}{month:02d}{day:02d}000"
    try:
        expected = date(year, month, day)
    except ValueError:
        expected = None
    if year < 1900:
        expected = None
    text = id17 + identity.check_digit(id17)
    assert of_column(identity.birth_date(ID), "id_number", [text]) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("140581199001010", True),
        ("14058119900101", False),
        ("14058119900101X", False),
        (None, None),
    ],
)
def test_old_numbers_have_15_digits(text: str | None, expected: bool | None) -> None:
    assert of_column(identity.has_old_id_shape(ID), "id_number", [text]) == [expected]


def test_only_the_province_is_looked_at() -> None:
    texts: list[str | None] = ["14xxxx", "99xxxx", "00", None]
    assert of_column(identity.has_known_province(ID), "id_number", texts) == [
        True, False, False, None,
    ]  # fmt: skip


@given(st.lists(st.text("0123456789", min_size=16, max_size=19), max_size=20))
@settings(deadline=None)
def test_card_check_digits_agree_with_the_oracle(cards: list[str]) -> None:
    answers = of_column(identity.luhn_holds(CARD), "card_number", list(cards))
    assert answers == [luhn.is_valid(card) for card in cards]


@given(st.text("0123456789", min_size=15, max_size=18))
@settings(deadline=None)
def test_a_completed_card_number_passes(digits: str) -> None:
    card = digits + luhn.calc_check_digit(digits)
    assert of_column(identity.luhn_holds(CARD), "card_number", [card]) == [True]


@given(st.lists(st.none() | wild_texts, max_size=20))
@settings(deadline=None)
def test_cards_of_another_shape_are_not_judged(cards: list[str | None]) -> None:
    answers = of_column(identity.luhn_holds(CARD), "card_number", cards)
    for card, answer in zip(cards, answers, strict=True):
        shaped = (
            card is not None
            and 16 <= len(card) <= 19
            and all("0" <= digit <= "9" for digit in card)
        )
        assert (answer is not None) == shaped


@given(st.lists(st.none() | wild_texts, max_size=20))
@settings(deadline=None)
def test_a_mask_keeps_the_length_and_shows_at_most_four_characters_and_half(
    texts: list[str | None],
) -> None:
    columns = of_column(identity.masked_text(ID), "id_number", texts)
    tails = of_column(identity.tail_text(ID), "id_number", texts)
    for text, column, tail in zip(texts, columns, tails, strict=True):
        if text is None:
            assert (column, tail) == (None, None)
            continue
        assert column == identity.masked(text)
        assert tail == identity.tail(text)
        assert len(identity.masked(text)) == len(text)
        shown = len(identity.tail(text))
        assert shown == min(4, len(text) // 2)
        assert text.endswith(identity.tail(text))
        assert identity.masked(text)[: len(text) - shown] == "*" * (len(text) - shown)
