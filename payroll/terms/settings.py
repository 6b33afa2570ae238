"""Chinese titles of the settings of a rate file and of their values."""

from __future__ import annotations

from payroll.amounts import parse_hundredths

CAP = "recovery_cap"
"""Key of the cap of recoveries in a file."""

SETTINGS = {
    "proration": "折算办法",
    "rounding": "取整办法",
    "once_per": "一次性项目的计次",
    "insurance_at_zero_attendance": "零出勤月份的保险",
    CAP: "每月扣回上限",
}
"""Title of a policy by its key in the file."""

VALUES = {
    "attended": "按出勤天数折算",
    "deduct_21_75": "按21.75天扣缺勤",
    "calendar": "按在岗日历天数折算",
    "none": "不折算",
    "line": "每笔四舍五入到分",
    "daily_rate": "先算日标准再乘天数",
    "year": "每人每年一次",
    "placement": "每人每次上岗一次",
    "whole": "照缴整月",
}
"""Title of a setting's value."""

VALUES_AT_ZERO = {"whole": "照缴整月", "none": "不缴"}
"""Title of a value of `insurance_at_zero_attendance`."""

PAYEES = {"person": "个人", "insurer": "保险机构", "deduction": "扣款"}
PER = {"month": "每月", "person": "每人一次", "rating": "按考核等次"}

PAYER = "由谁承担"
WITHHELD = "从个人工资中扣缴"
"""The other reading of an insurance whose payer is deduced."""

CAP_SHARE = "本月应发的 {percent} %"
CAP_WHOLE = "本月应发的全部"
CAP_NOTHING = "不从应发中扣回"
"""Title of a value of `recovery_cap`."""

NOT_STATED = "未载明"
LEAVE_RATIO = "{kind}计薪比例"
RATED = "{component}（{rating}）"
RATE_FROM = "{component} {since} 起的标准"
SINCE = "{since} 起"
SINCE_UNTIL = "{since} 至 {until}"
NOT_YET = "{since} 起才有标准"
ENDED = "标准到 {until} 为止"
BY_DEFAULT = "标准文件没有写这一项，暂按程序默认处理"
"""Source of a setting that the file leaves out."""


def value_title(setting: str, value: str) -> str:
    """Chinese title of a setting's value; the value itself where it needs none."""
    if setting == "insurance_at_zero_attendance":
        return VALUES_AT_ZERO.get(value, value)
    if setting == CAP:
        percent = parse_hundredths(value)
        return {0: CAP_NOTHING, 100: CAP_WHOLE}.get(percent, CAP_SHARE.format(percent=percent))
    return VALUES.get(value, value)
