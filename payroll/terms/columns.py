"""Chinese words of the files that are written: file names, sheet names, headings."""

from __future__ import annotations

EDITED_FOLDER = "改动稿"
"""Where files of ours that a person changed are kept when a rerun replaces them."""

WAGE_BOOK = "工资表_{program}.xlsx"
WAGE_SHEET = "工资表"
TOTAL = "合计"
SUBTOTAL = "小计"
NO_PROGRAM = "（项目未识别）"

SERIAL = "序号"
NAME = "姓名"
ID_NUMBER = "身份证号"
UNIT = "用人单位"
REQUIRED_DAYS = "应出勤"
ATTENDED_DAYS = "实出勤"
PAID_DAYS = "计薪天数"
GROSS = "应发"
DEDUCTION = "扣款"
NET = "实发"
INSURER = "单位承担保险"
NOTE = "备注"
SIGNATURE = "签名"

KINDS = {
    "regular": "正常",
    "one_off": "一次性",
    "arrears": "补发",
    "recovery": "追回",
    "manual": "手工调整",
    "opening": "期初",
}
"""What a payment is, by the reason of its line."""

NO_UNIT = "（未写用人单位）"
EARLIER_MONTHS = "以前月份补发、追回"
NOBODY = "（本月没有可以发放的人员）"
WAGE_TITLE = "{program}人员工资表"
CAPTION = "发放月份：{month}　　编制单位（盖章）："
UNIT_OF_ACCOUNT = "金额单位：元　　天数单位：天"
CAPITALS = "实发合计（大写）：{amount}"
SIGNERS = ("制表人：", "复核人：", "审批人：", "日期：　　　年　　月　　日")
FOOTER = "&L&9{label}&C&9第 &P 页 共 &N 页"
