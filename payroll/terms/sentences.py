"""Words of the sentences that explain an amount."""

from __future__ import annotations

DAYS = "{days} 天"
PRORATED = "{rate} × {counted} ÷ {full}"
COUNTED = {
    "attended": "{counted} 天",
    "deduct_21_75": "（21.75 天 － 缺勤 {absent} 天）",
    "calendar": "在岗 {counted} 天",
}
"""Numerator of the share by method of proration."""
FULL = {
    "attended": "{full} 天",
    "deduct_21_75": "21.75 天",
    "calendar": "当月 {full} 天",
}
"""Denominator of the share by method of proration."""

EQUALS = "{formula} ＝ {amount} 元"
DAILY_RATE = (
    "日标准 {rate} ÷ {full} ＝ {daily} 元（先取整到分）；{daily} × {counted} ＝ {amount} 元"
)
AT_MOST = (
    "日标准 {rate} ÷ {full} ＝ {daily} 元（先取整到分）；乘 {counted}，不超过整月，＝ {amount} 元"
)
FULL_MONTH = "整月，＝ {amount} 元"
NO_DAYS = "计薪 0 天，＝ {amount} 元"
ABSENT_TOO_LONG = "缺勤 {absent} 天，不少于 21.75 天，＝ {amount} 元"
ROUNDED = "（四舍五入到分）"

WHOLE = "整月 ＝ {amount} 元（不按天数折算）"
ONE_OFF = "一次性 ＝ {amount} 元"
NOT_AT_ZERO = "零出勤的月份不发，＝ {amount} 元"
DIFFERENCE = "{kind} ＝ {amount} 元（{month}）"
SEGMENT_ALONE = "标准 {rate}，本段 {counted} 天，＝ {amount} 元（同月分段，按累计金额取整）"

SEGMENT_PART = "{rate} × {weight}/{total}"
SEGMENTS = "（{parts}）× {counted} ÷ {full}"
SEGMENTS_OF_MONTHS = "（{parts}）"
BEFORE = "，减前段 {before} 元 ＝ {amount} 元"
SEGMENT_FROM = "{month}月{day}日起"

PAYEES = {"person": "", "insurer": "，由单位缴纳", "deduction": "，从本人应发中扣除"}
SOURCE = "；依据：{source}"
STATUS = "［{status}］"
