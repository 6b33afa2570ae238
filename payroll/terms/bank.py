"""Chinese words of bank results: fields of a file, states of a payment, what the console says."""

from __future__ import annotations

FIELDS = {
    "account": "账号",
    "name": "户名",
    "id_number": "身份证号",
    "amount": "金额",
    "status": "处理状态",
    "reason": "失败原因",
}
"""Fields of a file of results, as messages call them."""

SERIAL = ("序号", "编号", "行号")
"""Headings of the column in which a total often says what it is."""

STATES = {
    "awaiting": "未见回单",
    "no_card": "没有银行卡号",
    "sent": "银行处理中",
    "failed": "失败，待重发",
    "returned": "退回，待重发",
    "paid": "已付",
}
"""Where the money of a person is."""

DEFAULT_TEMPLATE = "通用"
"""The template taken when none is named; every output says which was."""

COUNTED = ("paid", "failed", "returned", "sent")
"""What a file of results says of its rows, in the order in which they are counted."""
SAID = {"paid": "已付", "failed": "失败", "returned": "退回", "sent": "处理中"}
COUNT_HEADINGS = ("回单", "笔数", "金额（元）")
TOTAL_HEADINGS = ("月份", "应付笔数", "应付（元）", "已付（元）", "未付（元）")
UNPAID_HEADINGS = (
    *("月份", "姓名", "身份证号", "银行卡号", "金额（元）", "状态", "原因", "第几次", "台账序号"),
)
NO_RESULTS = (
    "{month} 还没有登记任何银行回单，{count} 笔都未见回单；名单请运行 payroll unpaid {month}"
)
