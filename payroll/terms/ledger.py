"""Chinese words of the ledger: states and steps of a month, headings of opening entries."""

from __future__ import annotations

STATES = {
    "draft": "草稿",
    "submitted": "已送审",
    "reviewed": "已复核",
    "approved": "已审批",
    "posted": "已过账",
    "closed": "已结账",
}
"""States of a month."""

STEPS = {
    "init": "建账",
    "mode": "改变审批方式",
    "submit": "制表送审",
    "review": "复核",
    "approve": "审批",
    "return": "退回",
    "post": "过账",
    "close": "结账",
    "correct": "更正身份证号",
    "upgrade": "升级台账",
}
"""Steps that the ledger records."""

STEP_COMMANDS = {
    "submit": "payroll submit {subject} --by 姓名",
    "review": "payroll review {subject} --by 姓名",
    "approve": "payroll approve {subject} --by 姓名",
    "return": "payroll return {subject} --by 姓名 --reason 原因",
    "post": "payroll post {subject} --by 姓名",
    "close": "payroll close {subject} --by 姓名",
}
"""How each step is taken."""

OPENING = "期初"
NO_STEP = "没有了"
SINGLE_PERSON = "单人办理"
DIFFERENT_PEOPLE = "制表、复核、审批须为不同的人"

OPENING_HEADINGS = {
    "id_number": ("身份证号", "身份证号码", "公民身份号码"),
    "name": ("姓名",),
    "program": ("补贴项目", "人员类别"),
    "service_month": ("所属月份",),
    "component": ("工资项目",),
    "amount": ("金额", "已发金额"),
    "document": ("文号", "凭证号"),
}
"""Headings of the file of opening entries, by field; the first is the one to use."""
