"""The charts as SVG files, for reports and slides: drawn from `Curve`s, the same bytes every time.

Coordinates are whole pixels and text is left to the reader's own Chinese font, so that neither the
machine nor its fonts leave a trace in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from payroll.amounts import divide_half_away, yuan
from payroll.output.plain_text import plain
from payroll.output.widths import shortened
from payroll.reconciliation.curves import MONTHS, Curve
from payroll.terms import reconciliation as words

_WIDTH, _HEIGHT = 900, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 24, 76, 46
_WAN_FEN = 1_000_000
_FONT = "font-family='Microsoft YaHei, SimSun, Noto Sans CJK SC, sans-serif'"
_SPENT, _EXPECTED, _PACE, _BUDGET = "#C0504D", "#E6A23C", "#4472C4", "#7F7F7F"
_GRID, _INK = "#D9D9D9", "#333333"
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """A bar of the chart of rates: how far a project is, and how far the months are."""

    name: str
    rate: Fraction
    pace: Fraction


def line_chart(curve: Curve, title: str) -> str:
    """Cumulative spending, its forecast, the even pace and the budget, in 万元 by month."""
    values = [fen for fen in (*curve.spent, *curve.expected, *curve.pace) if fen is not None]
    lowest, highest = min(0, *values), max(curve.budget_fen, *values, 1)
    step = _step(highest - lowest)
    bottom = lowest // step * step
    top = -(-highest // step) * step

    def y(fen: int) -> int:
        room = _HEIGHT - _TOP - _BOTTOM
        return _HEIGHT - _BOTTOM - divide_half_away((fen - bottom) * room, top - bottom)

    def points(values: Sequence[int | None]) -> list[tuple[int, int]]:
        return [(_x(month), y(fen)) for month, fen in enumerate(values) if fen is not None]

    series = (
        (words.PACE, points(curve.pace), _PACE, "6,4"),
        (words.BUDGET_LINE, points([curve.budget_fen] * MONTHS), _BUDGET, "2,3"),
        (words.EXPECTED, points(curve.expected), _EXPECTED, "8,3,2,3"),
        (words.SPENT, points(curve.spent), _SPENT, ""),
    )
    parts = [*_heading(title, _HEIGHT)]
    for fen in range(bottom, top + 1, step):
        label = f"{divide_half_away(fen, _WAN_FEN):,}" if step >= _WAN_FEN else _wan(fen)
        parts.append(_rule(_LEFT, y(fen), _WIDTH - _RIGHT, y(fen)))
        parts.append(_text(_LEFT - 8, y(fen) + 4, label, anchor="end"))
    for month in range(MONTHS):
        label = words.MONTH_OF.format(month=month + 1)
        parts.append(_text(_x(month), _HEIGHT - _BOTTOM + 20, label, anchor="middle"))
    for _, path, colour, dashes in series:
        parts.extend(_line(path, colour, dashes))
    last = points(curve.spent)[-1]
    shown = _wan(next(fen for fen in reversed(curve.spent) if fen is not None))
    parts.append(_text(last[0] - 6, last[1] - 10, shown, anchor="end", colour=_SPENT, bold=True))
    parts.extend(_legend([(name, colour, dashes) for name, path, colour, dashes in series if path]))
    return _document(parts, _HEIGHT)


def bar_chart(bars: Sequence[Bar], title: str) -> str:
    """How much of each project is spent, with a mark where the months are."""
    row, label = 34, 300
    height = _TOP + max(1, len(bars)) * row + 20
    longest = max([Fraction(1), *(bar.rate for bar in bars), *(bar.pace for bar in bars)])
    room = _WIDTH - label - _RIGHT - 80

    def x(ratio: Fraction) -> int:
        share = max(ratio, Fraction(0)) / longest * room
        return label + divide_half_away(share.numerator, share.denominator)

    parts = [*_heading(title, height, unit="")]
    for number, bar in enumerate(bars):
        y = _TOP + number * row
        over = bar.rate > 1
        percent = Fraction(bar.rate * 10_000)
        shown = yuan(divide_half_away(percent.numerator, percent.denominator), grouped=False)
        parts.append(_text(label - 10, y + 16, shortened(bar.name, 38), anchor="end"))
        parts.append(_box(label, y + 3, room, 18, "#F2F2F2"))
        parts.append(_box(label, y + 3, x(bar.rate) - label, 18, _SPENT if over else _PACE))
        parts.append(_rule(x(bar.pace), y - 2, x(bar.pace), y + 26, _INK, width=2))
        end = max(x(bar.rate), x(bar.pace))
        parts.append(_text(end + 8, y + 17, f"{shown}%", colour=_SPENT if over else _INK))
    parts.extend(
        _legend([(words.RATE, _PACE, ""), (words.RATE_OVER, _SPENT, ""), (words.PACE, _INK, "")])
    )
    return _document(parts, height)


def _wan(fen: int) -> str:
    """万元 with two decimals."""
    return yuan(divide_half_away(fen, 10_000))


def _step(span_fen: int) -> int:
    """A round distance between grid lines of which five or so fit, in fen."""
    unit = 100
    while True:
        for factor in _STEPS:
            if span_fen <= factor * unit * 6:
                return factor * unit
        unit *= 10


def _x(month: int) -> int:
    room = _WIDTH - _LEFT - _RIGHT
    return _LEFT + divide_half_away(room * (2 * month + 1), 2 * MONTHS)


def _heading(title: str, height: int, unit: str = words.UNIT_WAN) -> Iterator[str]:
    yield f"<rect x='0' y='0' width='{_WIDTH}' height='{height}' fill='#FFFFFF'/>"
    yield _text(_WIDTH // 2, 28, title, anchor="middle", size=18, bold=True)
    if unit:
        yield _text(_LEFT - 66, 62, unit)


def _legend(entries: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    x = _WIDTH - _RIGHT - 150 * len(entries)
    for number, (name, colour, dashes) in enumerate(entries):
        left = x + 150 * number
        yield from _line([(left, 54), (left + 30, 54)], colour, dashes, dots=False)
        yield _text(left + 38, 58, name)


def _line(
    points: Sequence[tuple[int, int]], colour: str, dashes: str, *, dots: bool = True
) -> Iterator[str]:
    if not points:
        return
    path = " ".join(f"{x},{y}" for x, y in points)
    dash = f" stroke-dasharray='{dashes}'" if dashes else ""
    yield f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='2'{dash}/>"
    if dots and not dashes:
        yield from (f"<circle cx='{x}' cy='{y}' r='3' fill='{colour}'/>" for x, y in points)


def _rule(x1: int, y1: int, x2: int, y2: int, colour: str = _GRID, width: int = 1) -> str:
    return f"<path d='M{x1} {y1}L{x2} {y2}' stroke='{colour}' stroke-width='{width}'/>"


def _box(x: int, y: int, width: int, height: int, colour: str) -> str:
    return f"<rect x='{x}' y='{y}' width='{width}' height='{height}' fill='{colour}'/>"


def _text(
    x: int,
    y: int,
    text: str,
    *,
    anchor: str = "start",
    size: int = 12,
    colour: str = _INK,
    bold: bool = False,
) -> str:
    weight = " font-weight='bold'" if bold else ""
    return (
        f"<text x='{x}' y='{y}' font-size='{size}' fill='{colour}' text-anchor='{anchor}'{weight}>"
        f"{escape(plain(text))}</text>"
    )


def _document(parts: Sequence[str], height: int) -> str:
    size = f"width='{_WIDTH}' height='{height}' viewBox='0 0 {_WIDTH} {height}'"
    space = quoteattr("http://www.w3.org/2000/svg")
    body = "\n".join(parts)
    head = f"<?xml version='1.0' encoding='UTF-8'?>\n<svg xmlns={space} {size} {_FONT}>"
    return f"{head}\n{body}\n</svg>\n"
