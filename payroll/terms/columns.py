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
SUBTOTAL_OF = "小计　{label}（{people} 人）"
TOTAL_OF = "合计（{people} 人）"
WAGE_TITLE = "{program}人员工资表"
MAKER = "编制单位（盖章）："
IN_YUAN = "金额单位：元"
UNIT_OF_ACCOUNT = "金额单位：元　　天数单位：天"
CAPITALS = "实发合计（大写）：{amount}"
SIGNERS = ("制表人：", "复核人：", "审批人：", "日期：　　　年　　月　　日")
FOOTER = "&L&9 {label}&C&9第 &P 页 共 &N 页"
REMARK_OPEN = "本表有待确认或推定的口径：{policies}。其他取值对金额的影响见“口径”表。"
REMARK_MISSING = "标准没有载明金额、本月没有计发的项目：{components}。"
REMARK_WITHHELD = "暂缓发放 {people} 人，应得 {owed} 元（含单位承担部分）记欠未付。"
REMARK_NOTHING = "各项口径和标准均有依据，见“口径”表。"

UNITS_SHEET = "汇总"
UNITS_TITLE = "{program}工资按单位汇总表"
PEOPLE = "人数"
COST = "费用合计"
CHART_ALL = "各单位实发和保险"
CHART_LARGEST = "实发最多的 {bars} 个单位"
CHART_UNIT = "元"

REASONS_SHEET = "计算说明"
REASONS_TITLE = "{program}工资计算说明"
SERVICE_MONTH = "所属月份"
REASON = "计算说明"
WITHHELD = "暂缓，记欠未付｜{told}"
NOTHING_DUE = "本月没有应发项目"

PROBLEMS_SHEET = "问题"
PROBLEMS_TITLE = "{program}出勤问题清单"
TREATMENT = "处理"
TREATMENTS = {"error": "已搁置", "warning": "提醒"}
PLACE = "位置"
FOUND = "发现的问题"
REMEDY = "怎样处理"
CODE = "代码"
NO_PROBLEMS = "（没有问题）"

POLICIES_SHEET = "口径"
POLICIES_TITLE = "{program}工资计算口径"
POLICY = "口径"
VALUE = "现行取值"
STATUS = "状态"
SOURCE = "依据"
OTHER_VALUE = "如改为"
COST_EFFECT = "本月费用增减（元）"
NET_EFFECT = "本月实发增减（元）"
NOT_COMPUTED = "未测算"
NOT_FITTING = "有的行不适用"
LEAVE_NOT_SET = "未设定，有这种假的行搁置"
LEAVE_NOT_TAKEN = "本月计薪的行没有这种假"
LEAVE_PAID = "按 {ratio} 天计薪"
LEAVE_UNPAID = "不计薪"
PAID_BY = {"insurer": "由单位另行承担", "person": "发给个人", "deduction": "从个人应发中扣除"}
UNCONFIRMED = "待确认"
RATES_IN_FORCE = "本月执行的标准"
COMPONENT = "工资项目"
RATE = "标准（元）"
PAYEE = "收款方"
SINCE = "起算日"

MONTH_BOOK = "月度汇总.xlsx"
MONTH_TITLE = "补贴发放月度汇总表"
ALL_PROBLEMS_TITLE = "出勤问题清单"
PROGRAM = "补贴项目"
SHARE = "占年度预算"
HELD_ROWS = "搁置行"
BY_PROJECT = "按预算项目和资金来源"
PROJECT = "预算项目"
FUNCTION_CODE = "功能分类科目"
FUND = "资金来源"
YEAR_BUDGET = "年度预算"
WITHIN = "预算内"
OVER = "超出预算"
CHARGED = "本月列支"
MONTH_REMARK = (
    "读到出勤记录 {read} 行，发放 {accepted} 行，搁置 {held} 行；"
    "采用 {as_of} 以前公布的标准。扣款从个人应发中扣除，不另列支。"
)

FINANCE_BOOK = "财务导入表.xlsx"
FINANCE_TITLE = "财务导入表"
FINANCE_SHEET = "财务导入表"
CARD_SHEET = "按人汇总"
PROJECT_SHEET = "按项目汇总"
RUN_MONTH = "发放月份"
BANK = "开户行"
CARD_NUMBER = "银行卡号"
KIND = "类型"
TO_PAY = "付款金额"
ROWS_ADDED = "笔数"
NO_CARD = "未登记银行卡号，请补登后付款"
SHARED_CARD = "同一卡号另有他人，请核对"
TO_RECOVER = "应追回，不付款"
PAYEE_AMOUNTS = {"person": "个人应发", "deduction": "扣款", "insurer": "单位承担保险"}
