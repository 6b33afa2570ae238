"""Amounts in capital figures (人民币大写), after the rules annexed to 支付结算办法 (附一).

人民币 stands directly before the figure; 整 follows 元 and 角, never 分; a run of zeros is read 零
once; where the 元 place is zero, or 角 is zero and 分 is not, 零 stands before the rest.
"""

from __future__ import annotations

_FIGURES = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def capitals(fen: int) -> str:
    """Amount in capital figures, with 人民币; a negative one begins with 负.

    >>> capitals(140950), capitals(600714)
    ('人民币壹仟肆佰零玖元伍角整', '人民币陆仟零柒元壹角肆分')
    >>> capitals(10_000_000), capitals(0), capitals(32)
    ('人民币壹拾万元整', '人民币零元整', '人民币叁角贰分')

    Raises `ValueError` from ten thousand billion yuan on.
    """
    yuan, rest = divmod(abs(fen), 100)
    jiao, last = divmod(rest, 10)
    if yuan >= 10**16:
        raise ValueError("too large to be an amount")
    text = f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        text += "整"
    else:
        if jiao:
            text += f"{_FIGURES[jiao]}角"
        elif yuan:
            text += "零"
        text += f"{_FIGURES[last]}分" if last else "整"
    return f"人民币{'负' if fen < 0 else ''}{text}"


def _whole(number: int) -> str:
    """A whole number in capital figures.

    >>> _whole(1_0000_0300), _whole(2_0030), _whole(10_7000)
    ('壹亿零叁佰', '贰万零叁拾', '壹拾万零柒仟')
    """
    if number == 0:
        return _FIGURES[0]
    text = ""
    zero_before = False
    for position in range(len(_GROUPS) - 1, -1, -1):
        group = number // 10_000**position % 10_000
        if group and text and (zero_before or group < 1000):
            text += _FIGURES[0]
        if group:
            text += _group(group) + _GROUPS[position]
        zero_before = group % 10 == 0
    return text


def _group(number: int) -> str:
    """One to four digits in capital figures, zeros inside read once."""
    text = ""
    zero = False
    for place in range(3, -1, -1):
        figure = number // 10**place % 10
        if figure == 0:
            zero = bool(text)
            continue
        if zero:
            text += _FIGURES[0]
            zero = False
        text += _FIGURES[figure] + _PLACES[place]
    return text
