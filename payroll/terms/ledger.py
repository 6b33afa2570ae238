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
    "bank": "登记银行回单",
}
"""Steps that the ledger records."""

NEXT = {
    "draft": "改好后重新核算，再 payroll submit {subject} --by 制表人",
    "submitted": "payroll review {subject} --by 复核人",
    "reviewed": "payroll approve {subject} --by 审批人",
    "approved": "payroll post {subject} --by 姓名",
    "posted": "发放完毕后 payroll close {subject} --by 姓名",
}
"""What is to be done next, by state."""

BY = "（由{who}办理）"
NOT_SIGNED = "（未署名）"
OPENING_TITLE = "期初"
VOID = "，但结果已改动，须重新送审"
SINGLE_PERSON = "单人办理"
SINGLE_PERSON_NOTE = "本台账由单人办理：制表、复核、审批可以是同一个人，已记录在台账中。"
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

PERSON_HEADINGS = (
    *("发放月份", "所属月份", "补贴项目", "工资项目", "类型"),
    *("金额（元）", "收款", "单位（文号）"),
)
"""Headings of one person's history."""
