"""人民币大写 as the rules annexed to 支付结算办法 print it, and the laws that follow from them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll.output.capitals import capitals

FIGURES = "零壹贰叁肆伍陆柒捌玖"


@pytest.mark.parametrize(
    ("yuan", "printed"),
    [  # the examples of the rules; where they allow two forms, one of the two
        ("1409.50", "人民币壹仟肆佰零玖元伍角整"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "人民币壹拾万零柒仟元伍角叁分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        # and what a county pays
        ("0.00", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("10.00", "人民币壹拾元整"),
        ("100000000.00", "人民币壹亿元整"),
        ("18859500.00", "人民币壹仟捌佰捌拾伍万玖仟伍佰元整"),
        ("1000001.10", "人民币壹佰万零壹元壹角整"),
        ("-1954.55", "人民币负壹仟玖佰伍拾肆元伍角伍分"),
    ],
)
def test_printed_examples(yuan: str, printed: str):
    assert capitals(int(yuan.replace(".", ""))) == printed


def read_back(text: str) -> int:
    """Fen of an amount in capital figures, read as a person would."""
    sign = -1 if "负" in text else 1
    text = text.removeprefix("人民币").removeprefix("负").removesuffix("整")
    fen = 0
    for figure, place in re.findall(rf"([{FIGURES}])([角分])", text):
        fen += FIGURES.index(figure) * (10 if place == "角" else 1)
    whole = text.partition("元")[0] if "元" in text else ""
    yuan = 0
    for group in re.split("(?<=亿)", whole):
        scale = 100_000_000 if group.endswith("亿") else 1
        upper, _, lower = group.removesuffix("亿").rpartition("万")
        yuan = yuan * (1 if scale == 1 else 0) + (four(upper) * 10_000 + four(lower)) * scale
    return sign * (yuan * 100 + fen)


def four(text: str) -> int:
    places = {"仟": 1000, "佰": 100, "拾": 10, "": 1}
    pairs = re.findall(rf"([{FIGURES}])([仟佰拾]?)", text)
    return sum(FIGURES.index(figure) * places[place] for figure, place in pairs)


AMOUNTS = st.integers(-(10**11), 10**11) | st.integers(0, 11).map(lambda n: 10**n)


@given(AMOUNTS | st.integers(0, 10**6).map(lambda n: n * 1000))
def test_what_is_written_is_the_amount(fen: int):
    assert read_back(capitals(fen)) == fen


@given(AMOUNTS)
def test_laws_of_the_form(fen: int):
    text = capitals(fen)
    assert text.startswith("人民币")
    assert "零零" not in text
    assert not re.search("零[元万亿角分]", text.replace("零元整", ""))
    assert text.endswith(("整", "分"))
    assert ("分" in text) != text.endswith("整")


def test_no_amount_is_that_large():
    with pytest.raises(ValueError, match="too large"):
        capitals(10**18)
