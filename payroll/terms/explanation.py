"""Words of an explanation: one person's month, told from its columns."""

PLACE = "出处：{place}"
DAYS = "出勤：应出勤 {required} 天，实出勤 {attended} 天{leave}，计薪 {paid} 天"
DAYS_FROM_CALENDAR = "（表上没有写，按日历）"
LEAVE = "，{kind} {days} 天（按 {ratio} 计薪{status}）"
NO_DAYS = "出勤：本项目不计天数"
BY_CALENDAR_DAYS = (
    "出勤：实出勤 {attended} 天{leave}；按在岗的日历天数折算，出勤和计薪的假都是 0 天的才不发"
)
IN_POST = "在岗：{first} 至 {last}"
FIRST_DAY_UNKNOWN = "未写上岗日期"
LAST_DAY_UNKNOWN = "未写离岗日期"
SUMS = "实发 {net} 元；单位承担保险 {insurer} 元；合计支出 {cost} 元"
CHARGED = "资金：{project}（{fund}）{amount} 元{over}"
OVER = "，超出预算"
POLICIES = "口径：{settings}"
SETTING = "{name}＝{value}{status}"
STATUS = "（{status}）"
WITHHELD = "暂缓：以下各笔本月不发，记为待发："
HELD = "搁置：这一行有错误，本月没有发放。"
PROBLEM = "{severity}：{found}{remedy}［{code}］"
SEVERITIES = {"error": "错误", "warning": "提醒"}
