"""Words in titles, sheet names and file names from which unit and month are read."""

from __future__ import annotations

UNIT_LABELS = (
    *(
        "用人单位",
        "用工单位",
        "填报单位",
        "考勤单位",
        "报送单位",
        "单位名称",
        "所在单位",
        "工作单位",
    ),
    *("服务单位", "上报单位", "填表单位", "制表单位", "单位", "乡镇（街道）", "乡镇(街道)"),
)
"""Before a colon: what follows is the unit."""

NOT_HOSTS = ("主管", "上级", "派遣", "派出", "缴费", "发放", "组织", "开户", "推荐", "监督", "原")
"""Before a label of units: not the unit that the people work in."""

HOURS = frozenset({"小时", "时", "工时"})
"""After `单位：` these say that the table counts hours."""

QUARTERS = (
    ("一季度", "1季度", "第1季"), ("二季度", "2季度", "第2季"),
    ("三季度", "3季度", "第3季"), ("四季度", "4季度", "第4季"),
)  # fmt: skip
HALF_YEARS = (("上半年",), ("下半年",))
"""Words for the parts of a year, in their order."""

MEASURES = frozenset(
    {"天", "元", "人", "日", "小时", "万元", "个", "人民币元", "人民币", "人次", "天数"}
)
"""After `单位：` these are what is counted in, not who reports."""

UNIT_ENDINGS = (
    *("街道", "街道办", "办事处", "镇", "乡", "村", "社区", "局", "委", "委员会", "中心", "办公室"),
    *("公司", "学校", "小学", "中学", "幼儿园", "大学", "学院", "医院", "卫生院", "所", "站", "院"),
    *(
        "政府",
        "厂",
        "店",
        "馆",
        "队",
        "大队",
        "社",
        "联社",
        "协会",
        "会",
        "处",
        "园",
        "园区",
        "厅",
        "部",
    ),
    *("银行", "支行", "集团", "合作社", "法院", "检察院", "党校", "宾馆", "酒店", "商场", "服务部"),
    *(
        "福利院",
        "敬老院",
        "文化站",
        "林场",
        "农场",
        "单位",
        "联合会",
        "总工会",
        "团委",
        "妇联",
        "残联",
    ),
)
"""A name that ends so, and nothing else, is taken for a unit."""

NOT_UNITS = (
    *(
        "考勤汇总",
        "考勤统计",
        "出勤统计",
        "考勤登记",
        "出勤登记",
        "考勤明细",
        "出勤明细",
        "出勤记录",
    ),
    *(
        "考勤记录",
        "考勤情况",
        "出勤情况",
        "人员考勤",
        "人员出勤",
        "月度考勤",
        "每月考勤",
        "考勤签到",
    ),
    *(
        "员工考勤",
        "职工考勤",
        "人员名单",
        "花名册",
        "统计表",
        "汇总表",
        "登记表",
        "明细表",
        "记录表",
    ),
    *(
        "考勤表",
        "出勤表",
        "签到表",
        "情况表",
        "工资表",
        "一览表",
        "考勤",
        "出勤",
        "人员",
        "员工",
        "职工",
    ),
    *(
        "上岗",
        "在岗",
        "月份",
        "年度",
        "本级",
        "本月",
        "当月",
        "关于",
        "附件",
        "最终版",
        "定稿",
        "副本",
    ),
    *(
        "新版",
        "修改版",
        "终稿",
        "报送",
        "上报",
        "补贴",
        "发放",
        "汇总",
        "统计",
        "明细",
        "登记",
        "名单",
        "表",
    ),
    *("情况", "记录", "的"),
)
"""Taken out of titles and names before what is left is looked at, longest first."""

GROUP_WORDS = (
    *(
        "补贴项目",
        "人员类别",
        "人员类型",
        "补贴类别",
        "项目",
        "类别",
        "人员名单",
        "名单",
        "人员",
        "员工",
    ),
    *(
        "职工",
        "考勤表",
        "出勤表",
        "考勤",
        "出勤",
        "部分",
        "一类",
        "类",
        "岗位",
        "组",
        "共计",
        "合计",
        "人",
    ),
)
"""May stand beside the name of a program in a row that opens a group of its people."""

SIGNING = ("制表", "填表", "填报", "报送", "上报", "打印", "编制", "报表", "审核", "制作", "提交")
"""Before 日期 or 时间: the month that follows is when the sheet was made, not what it is for."""

REQUIRED_LABELS = (
    *("应出勤", "应到岗", "应到", "应勤", "应上班", "应在岗", "法定工作日", "制度工作日", "工作日"),
    *("应考勤", "应工作"),
)
"""Before a number of days in a title: the required days of everybody below."""

CHINESE_DIGITS = {each: str(number) for number, each in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ｏ": "0",
}
CHINESE_MONTHS = {
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "十": 10, "十一": 11, "十二": 12, "元": 1,
}  # fmt: skip
