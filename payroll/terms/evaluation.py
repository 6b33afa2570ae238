"""Words of the self-evaluation (项目支出绩效自评): levels, sentences, headings."""

from __future__ import annotations

FOLDER = "{year}-自评"
"""Where a self-evaluation is written, beside the months."""
BOOK = "绩效自评表.xlsx"
TO_FILL = "待填指标.toml"
HAND_FILE = "{year}-自评.toml"
"""Beside the budget file: what no run can know."""

OUTPUT, BENEFIT, SATISFACTION = "产出指标", "效益指标", "满意度指标"
SECTION_OF = {
    "数量指标": OUTPUT,
    "质量指标": OUTPUT,
    "时效指标": OUTPUT,
    "成本指标": OUTPUT,
    "经济效益": BENEFIT,
    "社会效益": BENEFIT,
    "生态效益": BENEFIT,
    "可持续影响": BENEFIT,
    "服务对象满意度": SATISFACTION,
}
"""Second level → first level of the customary form, wherever a budget prints it."""
SECTION_OF |= {
    f"{name}指标": section for name, section in SECTION_OF.items() if name[-2:] != "指标"
}
COST_LEVEL = "成本指标"

PEOPLE = "{count} 人"
SPACED = "{number}{unit}"
RATIO_OF = "{percent}（{part} ÷ {whole}）"
AVERAGE_OF = "{average} 人（{months} 个月平均）"
NO_VALUE = "—"

HEADCOUNT_IS = "各月领到待遇的人数相加 ÷ {months} 个月＝{people} ÷ {months}"
PEOPLE_IS = "本年在这个项目领到待遇的不重复人数＝{count}"
COMPLETION_IS = "各月已发放的人次 ÷（已发放＋已搁置、暂缓的人次）＝{paid} ÷ {due}"
STANDARD_IS = "各项待遇都按当月执行标准发放的人次 ÷ 全部人次＝{right} ÷ {all}"
ON_TIME_MONTHS_IS = (
    "每个所属月份按时领到的人数 ÷ 领到的人数，再按 {months} 个月平均；没有发放的月份按 0 算"
)
ON_TIME_BY_IS = "{by} 以前领到的人数 ÷ 领到的人数＝{on_time} ÷ {all}"
RATE_IS = "各人次的发放标准（不打折扣的月标准）平均"
AMOUNT_IS = "全年执行数"

NO_RECORD = "{months} 没有 run.json，不知道搁置了多少人，请重新核算这些月份"
NOBODY_PAID = "还没有发放，没有可以核对的记录"
NOT_DUE_YET = "还没有到 {by}，也还没有发放"
NO_MONTH_DUE = "到本月为止没有应发放的月份"
BY_HAND = "需要人工填写：写进 {file}。"
SPENT_BY_HAND = "支出不经本程序，执行数需要人工填写：写进 {file}。"
QUALITATIVE = "定性指标"
NO_OPERATOR_COST = "原文没有写比较符号，成本指标按 ≤ 评分"
NO_OPERATOR = "原文没有写比较符号，按 ≥ 评分"
PRINTED_UNDER = "原文印在“{first}”下"
INAPPLICABLE = "不适用"

BY_MONTH = "{third}：各月人数"
WHO = "{third}：人员名单"
HELD_MONTHS = "{third}：各月已发放和没有发放的人次"
HELD_ROWS = "{third}：没有发放的记录"
NOT_AT_RATE = "{third}：没有按标准发放的人次"
AT_RATE = "{third}：按标准发放的人次"
TIMES = "{third}：各所属月份按时情况"
LATE = "{third}：没有按时领到的人"
RATES = "{third}：发放标准和人次"
MONTH, NAME, ID_NUMBER, UNIT, PROGRAM = "月份", "姓名", "身份证号", "用人单位", "补贴项目"
COUNT, MONTHS_PAID, SPENT = "人数", "领取月份", "支出（元）"
PAID_ROWS, UNPAID_ROWS, PLACE, FOUND = "已发放人次", "没有发放人次", "位置", "原因"
COMPONENT, PAID_RATE, IN_FORCE = "工资项目", "发放时的标准", "现在执行的标准"
ON_TIME_PEOPLE, ON_TIME_SHARE = "按时人数", "按时比例"
RUN_MONTH, RATE, PERSON_MONTHS = "发放月份", "标准（元）", "人次"
SERVICE_MONTH = "所属月份"
NOT_IN_FORCE = "（没有这一项的标准）"
HELD_OF_ALL = "问题清单不分补贴项目，下面是这些月份搁置的全部记录。"
UNKNOWN_PROGRAM_HELD = "另有 {count} 行的补贴项目没有识别，不计在内。"
NONE_OF_THEM = "（没有）"
NOT_PAID_AT_ALL = "（没有发放）"

TITLE = "项目支出绩效自评表"
SUBTITLE = "（{year} 年度，执行数截至 {month}）"
SUMMARY_SHEET = "汇总"
SUMMARY_TITLE = "项目支出绩效自评汇总表"
POLICY_SHEET = "评分办法"
POLICY_TITLE = "评分办法和待确认的口径"
EVIDENCE_SHEET = "依据{number}"
EVIDENCE_TITLE = "{project}：自评依据"
FORM_SHEET = "{number} {project}"

PROJECT = "项目名称"
DEPARTMENT = "主管部门"
UNIT_IN_CHARGE = "实施单位"
FUNDS = "项目资金（元）"
OPENING, YEAR_BUDGET, EXECUTED = "年初预算数", "全年预算数", "全年执行数"
POINTS, RATE_OF_EXECUTION, SCORE = "分值", "执行率", "得分"
YEAR_TOTAL = "年度资金总额"
GOAL = "年度总体目标"
EXPECTED_GOAL, REAL_GOAL = "预期目标", "实际完成情况"
REAL_GOAL_IS = "截至 {month}，支出 {spent} 元，发放 {people} 人、{person_months} 人月。"
REAL_GOAL_ELSEWHERE = "支出 {spent} 元。"
FIRST, SECOND, THIRD = "一级指标", "二级指标", "三级指标"
TARGET, ACTUAL, NOTE = "年度指标值", "实际完成值", "偏差原因、评分说明"
INDICATORS_TOTAL = "指标得分小计"
TOTAL = "总分"
TOTAL_SO_FAR = "总分（已评部分，尚有 {count} 项待填）"
SCALED = "折算百分制"
OPEN = "待填"
OPEN_ROWS = "尚有 {count} 项待填，总分未定：{names}。"
DROPPED = "{sections}没有适用的指标，其余按比例折算为百分制：{score} × 100 ÷ {full}。"
SIGNERS_NOTE = "得分、完成值由核算结果算出的，名单见“{evidence}”表。"
EXECUTION = "预算执行率"
NUMBER = "序号"
OPEN_COUNT = "待填项"
UNKNOWN = "待填"
NO_FORM = "没有绩效指标、没有出表的项目：{projects}。"

POLICY_HEADINGS = ("事项", "取值", "状态", "依据")
SPREADS = {
    "each": "一级指标的分值逐项平分",
    "level": "一级指标的分值先按二级指标平分，再逐项平分",
}
ON_TIMES = {"same_month": "按月发放：当月发放为按时", "next_month": "按月发放：最迟次月发放为按时"}
SPREAD, ON_TIME = "分值怎样分到三级指标", "按月发放怎样算按时"
RULES = (
    (
        "各部分分值",
        "预算执行率 10、产出 50、效益 30、满意度 10",
        "",
        "项目支出绩效自评表的通行格式",
    ),
    ("预算执行率得分", "10 × 执行率，最多 10 分", "", "同上"),
    ("≥ 的指标", "实际 ÷ 目标 × 分值，不超过分值", "", "同上"),
    ("≤ 的指标", "目标 ÷ 实际 × 分值，不超过分值", "", "同上"),
    (
        "没有比较符号的指标",
        "成本指标按 ≤，其余按 ≥",
        "待确认",
        "公开文本没有写明",
    ),
    (
        "定性指标",
        "人工填写完成程度（0 到 100），得分＝分值 × 完成程度",
        "待确认",
        "公开文本没有写明",
    ),
    (
        "不适用的指标",
        "去掉，分值由同一部分其余指标平分；整个部分没有指标的，总分按比例折算",
        "",
        "通行做法",
    ),
    (
        "二级指标归哪个一级指标",
        "数量、质量、时效、成本归产出；经济、社会、生态效益和可持续影响归效益；服务对象满意度归满意度",
        "",
        "通行格式；公开文本有几处印在别的一级指标下，表中注明",
    ),
)
PURPOSES = {
    BOOK: "每个项目一张自评表、一张依据表，可打印签字",
    TO_FILL: "待填的指标，填好放进标准文件夹的 budget 里",
    "run.json": "本次自评的记录",
}
TO_FILL_HEAD = """\
# {year}年度绩效自评中没有数据的指标。填好后把这个文件另存为 budget/{file}（在标准文件夹里）。
#   actual  完成值：有数字目标的写数字和单位，如 "93.5%"；定性指标写完成情况的文字
#   share   定性指标的完成程度，0 到 100，如 "95"；有数字目标的不写
#   source  依据：哪次问卷、哪份材料
#   不适用的，写 inapplicable = true，不写 actual 和 share，source 写原因
# 没有填的条目留着或删去都可以，仍算待填。

year = {year}
"""
CONSOLE_TITLE = "{unit} {year} 年度项目支出绩效自评，执行数截至 {month}"
CONSOLE_HEADINGS = (
    "项目",
    "全年预算（元）",
    "执行数（元）",
    "执行率",
    "已得分",
    "已评满分",
    "待填",
)
CONSOLE_OPEN = "待填的指标已列在 {file}，填好放进 {folder}，再运行一次。"
CONSOLE_DONE = "全部指标都有数据。"
