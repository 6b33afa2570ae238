"""Problems of comparing a month with the one before."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

MESSAGES: dict[str, Message] = {
    "changes-month-missing": error(
        "没有 {month} 的核算结果。",
        "请先运行 payroll run {month}，再比较。",
    ),
    "card-changed": warning(
        "身份证号尾号 {tail} 的人银行卡由尾号 {before} 改为尾号 {after}。",
        "请在审批前与本人或用人单位核对新卡号。",
    ),
    "card-of-several-people": warning(
        "尾号 {card} 的银行卡由 {people} 个人共用：{names}。",
        "请在审批前核对卡号是否抄错、是否应当各用各的卡。",
    ),
    "pay-jumped": warning(
        "身份证号尾号 {tail} 的人本月正常应发由 {before} 元变为 {after} 元，"
        "变化超过 {percent} %（这个界限待确认）。",
        "请在审批前核对出勤天数和标准。",
    ),
}
