"""Headings of finance's own templates: which words mean which column of the finance import.

Headings are compared as those of attendance sheets are.  Add a synonym here, nowhere else.
"""

from __future__ import annotations

from payroll.terms.headings import FIELDS

TEMPLATE_HEADINGS: dict[str, tuple[str, ...]] = {
    "serial": FIELDS["serial"],
    "service_month": ("所属月份", "所属期", "所属年月", "工资月份", "费用所属月份", "费款所属期"),
    "run_month": ("发放月份", "支付月份", "发放年月", "付款月份", "支付年月"),
    "project": ("预算项目", "项目名称", "预算项目名称", "支出项目", "资金项目"),
    "function_code": ("功能分类科目", "功能科目", "功能分类", "支出功能分类", "功能科目编码"),
    "fund": ("资金来源", "资金性质", "指标文号", "资金文号"),
    "name": (*FIELDS["name"], "收款人", "收款人姓名", "收款人名称", "户名", "收款人户名"),
    "id_number": FIELDS["id_number"],
    "bank": (*FIELDS["bank"], "收款人开户行", "收款行"),
    "card_number": (*FIELDS["card_number"], "收款人账号", "收款人帐号", "收款人卡号"),
    "gross_fen": ("应发", "应发金额", "应发工资", "应发合计", "应付金额"),
    "deduction_fen": ("扣款", "扣款金额", "扣款合计", "代扣合计", "扣除"),
    "net_fen": (
        "实发",
        "实发金额",
        "实发工资",
        "实发合计",
        "实付金额",
        "付款金额",
        "支付金额",
        "发放金额",
    ),
    "insurer_fen": ("单位承担保险", "单位保险", "社会保险", "社保", "单位缴纳", "单位缴纳社保"),
    "program": ("补贴项目", "人员类别", "人员类型", "补贴类别"),
    "kind": ("类型", "发放类型", "款项类型"),
    "unit": FIELDS["unit"],
}
"""Column of the finance import → headings that mean it."""

FOOTER_WORDS = (
    "合计",
    "总计",
    "小计",
    "制表",
    "复核",
    "审核",
    "审批",
    "经办",
    "负责人",
    "大写",
    "说明",
    "注",
)
"""What the first text of a row under the table begins with."""

FILLED = "{template}_已填.xlsx"
