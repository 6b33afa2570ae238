"""Words of the budget files."""

from __future__ import annotations

from typing import Literal

Fund = Literal["本年预算", "上年结转"]
Rhythm = Literal["周", "月", "季", "年"]
"""How often something recurs."""
MONTHLY: Rhythm = "月"
Unit = Literal["万元", "个"]
"""Unit of a column of a published table."""

THIS_YEAR: Fund = "本年预算"
"""Fund: granted in the year of the budget."""
CARRIED_OVER: Fund = "上年结转"
"""Fund: granted earlier and tied to a document and its months."""
FUNDS: tuple[Fund, ...] = (THIS_YEAR, CARRIED_OVER)

ADJUSTMENT, RELEASE = "adjustment", "release"
CHANGES = {ADJUSTMENT: "预算调整", RELEASE: "资金下达"}
"""Tables of dated changes → what they are called."""

YUAN = "元"
WAN: Unit = "万元"
PERCENT = "%"

OPERATORS = {"≥": "≥", "≤": "≤", ">": ">", "<": "<", "": "="}
"""How an indicator compares, as printed → as shown; nothing printed means equal."""
INDICATOR_UNITS = ("元/人/月", "元/人", "万元", "元", "人", "场", "期", "次", "项", "份", "%")
"""Units that make an indicator's value a number; `9月` and `12月底前` are words."""

BAR = "｜"
"""Between table, row and column of a published cell."""

MONEY_UNITS = ("元", "万元")
PEOPLE_UNITS = ("人",)
RATE_UNITS = ("元/人/月", "元/人")
"""Units of indicators that repeat an amount, a headcount, a rate."""
STATES = {"amount": "项目金额", "people": "人数", "rate": "发放标准"}
"""What an indicator may repeat."""

MEASURES_NEED = {
    "headcount": "指标值要是人数，如 ≥500人",
    "people": "指标值要是人数，如 ≥30人",
    "completion": "指标值要是百分数，如 100%",
    "standard": "指标值要是百分数，如 100%",
    "on_time": "要用 deadline 写明按哪一项时限",
}
"""What the value of an indicator must be for runs to measure it."""
NOTHING = "没有"
