"""Headings of attendance sheets: which words mean which field.  Add a synonym here; what people put
together from a few words in many ways is a pattern in `heading_shapes`.

The first word of each field is the canonical heading; messages call the field by it.  Headings are
compared without spaces, stars and units in brackets, full-width letters as ASCII ones.
"""

from __future__ import annotations

from payroll.terms.leave import LEAVE_KINDS


def _words(text: str) -> tuple[str, ...]:
    """Words between spaces: the lists below are read more easily without quotes."""
    return tuple(text.split())


FIELDS: dict[str, tuple[str, ...]] = {
    field: _words(words)
    for field, words in {
        "serial": "序号 编号 顺序号 序 行号 项次 NO NO. № S/N",
        "name": "姓名 名字 人员姓名 职工姓名 员工姓名 本人姓名 上岗人员姓名 NAME",
        "id_number": """
            身份证号 身份证号码 身份证 公民身份号码 公民身份证号 公民身份证号码 居民身份证号
            居民身份证号码 身份证件号码 证件号码 证件号 身份号码 有效身份证件号码 身份证编号
            """,
        "program_seen": "补贴项目 补贴项目名称 补贴类别 补贴类型 补贴种类 补贴名称 享受补贴项目",
        "unit": """
            用人单位 用人单位名称 单位 单位名称 所在单位 工作单位 用工单位 服务单位 派驻单位
            所属单位 安置单位 岗位所在单位 就业单位 上岗单位
            """,
        "service_month": "所属月份 所属期 所属年月 月份 年月 考勤月份 工资月份 考勤年月",
        "required_days_h": """
            应出勤天数 应出勤 工作日 出勤天数(应) 出勤天数应 出勤应 出勤应到 天数应 考勤应 应天数
            """,
        "attended_days_h": """
            实出勤天数 实出勤 实际出勤天数 出勤天数 工作天数 到岗 合计出勤 合计出勤天数 出勤天数(实)
            出勤天数实 出勤实 出勤实到 天数实 考勤实 实天数
            """,
        "required/attended": "应出勤/实出勤",
        "attended/required": "实出勤/应出勤",
        "absent_days_h": "缺勤天数 缺勤 未出勤 缺岗 缺席 未到岗",
        "leave_total_h": """
            请假天数 请假 请假合计 请假小计 休假天数 休假合计 请休假天数 请假总天数 请假天数合计
            假期合计
            """,
        "rest_days_h": """
            休息天数 休息 公休天数 公休 双休 周末 节假日 法定假日 轮休 例休 法定节假日
            法定节假日天数 应休天数 实休天数 休息日 节假日天数 双休日
            """,
        "leave.事假": "事假",
        "leave.病假": "病假 病休",
        "leave.旷工": "旷工 旷职 旷岗 旷勤",
        "leave.年休假": "年休假 年假 带薪年休假 带薪年假 年休",
        "leave.婚假": "婚假",
        "leave.产假": "产假",
        "leave.丧假": "丧假",
        "leave.工伤": "工伤 工伤假 工伤休假",
        "card_number": """
            银行卡号 卡号 银行账号 银行帐号 账号 帐号 银行卡账号 工资卡号 社保卡账号
            社保卡银行账号 收款账号 个人账号 银行账户 一卡通账号 银行卡 工资卡账号 代发账号
            银行卡(账)号 银行卡号(账号)
            """,
        "bank": "开户行 开户银行 开户行名称 银行名称 发卡银行 收款银行 银行 开户网点",
        "start_date": "上岗日期 上岗时间 到岗日期 到岗时间 入职日期 入职时间 聘用日期",
        "end_date": "离岗日期 离岗时间 离职日期 离职时间 退岗日期 退岗时间",
        "rating": "考核等次 考核等级 考核结果 考核档次 等次",
        "note": "备注 备注说明 说明 附注",
    }.items()
}
"""Field of a sheet → its headings.  Leave is `leave.` and the kind as rate files call it."""

OTHER_LEAVE = _words(
    """
    陪产假 护理假 哺乳假 育儿假 探亲假 公假 调休 补休 看护假 独生子女护理假 计生假 产检假 流产假
    生育假 停工 停职
    """
)
"""Kinds of leave without a setting of their own: days under them hold the row until one exists."""

WEAK: dict[str, tuple[str, ...]] = {
    field: _words(words)
    for field, words in {
        "program_seen": """
            人员类别 人员类型 人员性质 人员身份 人员分类 身份类别 项目 项目名称 项目类别 资金项目
            发放项目 类别 类型 种类 岗位类别 岗位类型 岗位性质 岗位分类 岗位 岗位名称 用工类别
            用工性质 用工形式 就业类型
            """,
        "unit": """
            部门 所在部门 所属部门 科室 单位部门 乡镇 街道 乡镇街道 镇街 镇办 所属街道 所属乡镇
            接收部门 岗位地点 服务地 服务村 所在村 派驻村 村(社区) 社区
            """,
        "id_number": "ID ID号 证号 社会保障号 社会保障号码 社保号",
        "name": """
            人员 员工 职工 上岗人员 在岗人员 公岗人员 考勤人员 被考勤人 领取人 享受人员 申请人
            """,
        "attended_days_h": "累计出勤天数 累计出勤 出勤累计",
        "days_told": """
            出勤情况 考勤情况 考勤 考勤记录 出勤记录 本月出勤情况 本月考勤情况 月考勤情况
            """,
    }.items()
}
"""Headings that mean a field only when nothing better does: a program when a word under it is the
name of one, an ID number when one stands under it, a unit when no title names one, counts of days
when no column is headed by one."""

KINDS_OF_PEOPLE = ("人员类别", "人员类型")
"""Weak headings that are another word for the program: what stands under them is not passed over
in silence when it names none."""

POSTS = ("岗位", "岗位名称")
"""Weak headings of what people do: the name of a program under them counts only when nothing
around the table names one."""

GROUPS = _words(
    """
    出勤情况 考勤情况 出勤 考勤 考勤记录 出勤记录 出勤天数 出勤统计 请假情况 请假天数 请假
    缺勤情况 缺勤 缺勤天数 休假情况 休假 假别 考勤统计 请假类别 请休假情况 其中 日期 考勤日期
    本月出勤情况 统计 汇总 合计 天数 天 日数 星期 日期/星期 出勤日期 基本信息 人员信息 个人信息
    银行信息 发放信息 考勤明细 出勤明细 月考勤情况 本月考勤情况 扣款 应 实
    """
)
"""Headings over or under others that mean something only together with them."""

DAYS_UNDER = ("天数", "天", "日数", "日", "(天)", "合计", "小计")
"""A lower heading that only repeats that days are counted."""

HOURS = ("小时", "工时", "时数")

NOT_DAYS = (
    *("元", "金额", "扣款", "扣发", "扣除", "工资", "薪酬", "薪资", "扣薪", "奖", "标准"),
    *(*HOURS, "次"),
)
"""A column whose heading, or a heading over it, holds one of these does not count days."""

ABOUT_DAYS = ("假", "休", "勤", "旷", "缺")
"""A heading with one of these speaks of days: what stands under it may not be passed over."""

ABOUT_LEAVE = ("假", "休", "旷", "缺")
"""The same for a heading over others."""

NOT_ABOUT_DAYS = ("元", "金额", "扣款", "扣发", "工资", "薪酬", "薪资", "奖", "率", "加班", "标准")
"""A heading with one of these speaks of money, shares or overtime all the same."""

HALVES = {
    "上午": 0, "上": 0, "AM": 0, "上半天": 0, "午前": 0,
    "下午": 1, "下": 1, "PM": 1, "下半天": 1, "午后": 1,
}  # fmt: skip
"""Words for the halves of a day.  早 中 晚 are shifts, of which a person works one a day."""

OVERTIME = ("加班", "晚上", "晚", "夜班", "晚班", "夜间")
"""Rows or columns beside the halves that are not part of a day's attendance."""

WEEKDAYS = {
    word: number
    for number, words in enumerate(("一", "二", "三", "四", "五", "六", "日天"))
    for word in words
}
"""Last character of a weekday heading → Monday is 0."""

FESTIVALS = _words(
    """
    元旦 春节 清明 清明节 劳动节 五一 端午 端午节 中秋 中秋节 国庆 国庆节 除夕 假 节 休 假日
    放假 节假日
    """
)
"""Words that stand in a heading of days instead of a number."""

STEMS = "甲乙丙丁戊己庚辛"
"""Number the columns of words in official forms, before the numbers of the columns of figures."""

ROW_OF_NUMBERS = "栏次"
"""Heads a row that numbers the columns."""

BESIDE_NAMES = ("日期", "星期", "时间", "考勤日期")
"""What a corner cell names together with the names (日期＼姓名)."""

PEOPLE_WORDS = ("姓名", "身份证")
"""A sheet with one of these is about people."""

CANONICAL: dict[str, str] = {
    **{field: words[0] for field, words in FIELDS.items()},
    "days_told": WEAK["days_told"][0],
}
"""Field → canonical heading."""

TRAILERS = ("(天)", "(日)", "(天数)", "(必填)", "(选填)", "(签字)", "(签名)")
"""What may follow a heading in brackets without changing its meaning."""

if {field[6:] for field in FIELDS if field.startswith("leave.")} != {*LEAVE_KINDS}:
    raise AssertionError("the kinds of leave and their headings do not match")


def label(field: str) -> str:
    """What messages call a field of the roster.

    >>> label("attended_days_h"), label("leave.探亲假")
    ('实出勤天数', '探亲假')
    """
    return CANONICAL.get(field, field.removeprefix("leave."))
