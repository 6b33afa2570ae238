"""Headings of attendance sheets: which words mean which field.  Add a synonym here, nowhere else.

The first word of each field is the canonical heading; messages call the field by it.  Headings are
compared without spaces, stars and units in brackets, full-width letters as ASCII ones.
"""

from __future__ import annotations

from payroll.terms.leave import LEAVE_KINDS

FIELDS: dict[str, tuple[str, ...]] = {
    "serial": ("序号", "编号", "顺序号", "序", "行号", "NO", "NO.", "№"),
    "name": ("姓名", "名字", "人员姓名", "职工姓名", "员工姓名", "姓名(签字)", "本人姓名"),
    "id_number": (
        *("身份证号", "身份证号码", "身份证", "公民身份号码", "公民身份证号", "公民身份证号码"),
        *("居民身份证号", "居民身份证号码", "身份证件号码", "证件号码", "证件号", "身份号码"),
    ),
    "program_seen": (
        *("补贴项目", "人员类别", "人员类型", "补贴类别", "补贴类型", "岗位类别", "岗位类型"),
        *("项目", "项目名称", "类别", "用工类别", "用工性质", "人员性质"),
    ),
    "unit": (
        *("用人单位", "用人单位名称", "单位", "单位名称", "所在单位", "工作单位", "用工单位"),
        *("服务单位", "派驻单位", "所属单位", "安置单位", "岗位所在单位"),
    ),
    "service_month": ("所属月份", "所属期", "所属年月", "月份", "年月", "考勤月份", "工资月份"),
    "required_days_h": (
        *("应出勤天数", "应出勤", "应出勤日数", "应勤天数", "应勤", "应到天数", "应到"),
        *("应到岗天数", "应在岗天数", "应上班天数", "应工作天数", "应考勤天数", "出勤天数(应)"),
        *("制度工作日", "法定工作日", "本月工作日", "当月工作日", "应出勤工作日"),
    ),
    "attended_days_h": (
        *("实出勤天数", "实出勤", "实际出勤天数", "实际出勤", "实际出勤日数", "出勤天数", "出勤"),
        *("出勤日数", "实勤天数", "实勤", "实到天数", "实到", "实际到岗天数", "到岗天数"),
        *("在岗天数", "实际在岗天数", "上班天数", "实际上班天数", "工作天数", "实际工作天数"),
        *("出勤天数(实)", "出勤合计", "合计出勤", "本月出勤", "本月出勤天数"),
    ),
    "absent_days_h": ("缺勤天数", "缺勤", "缺勤日数", "未出勤天数", "缺岗天数", "未到岗天数"),
    "leave.事假": ("事假", "事假天数"),
    "leave.病假": ("病假", "病假天数"),
    "leave.旷工": ("旷工", "旷工天数", "旷职"),
    "leave.年休假": ("年休假", "年休假天数", "年假", "年假天数", "带薪年休假", "公休假"),
    "leave.婚假": ("婚假", "婚假天数"),
    "leave.产假": ("产假", "产假天数"),
    "leave.丧假": ("丧假", "丧假天数"),
    "leave.工伤": ("工伤", "工伤假", "工伤天数", "工伤假天数"),
    "card_number": (
        *("银行卡号", "卡号", "银行账号", "银行帐号", "账号", "帐号", "银行卡账号", "工资卡号"),
        *("社保卡账号", "社保卡银行账号", "收款账号", "个人账号", "银行账户", "一卡通账号"),
    ),
    "bank": ("开户行", "开户银行", "开户行名称", "银行名称", "发卡银行", "收款银行", "银行"),
    "start_date": (
        *("上岗日期", "上岗时间", "到岗日期", "到岗时间", "入职日期", "入职时间", "聘用日期"),
    ),
    "end_date": ("离岗日期", "离岗时间", "离职日期", "离职时间", "退岗日期", "退岗时间"),
    "rating": ("考核等次", "考核等级", "考核结果", "考核档次", "等次"),
    "note": ("备注", "备注说明", "说明", "附注"),
}
"""Field of a sheet → its headings.  Leave is `leave.` and the kind as rate files call it."""

CANONICAL: dict[str, str] = {field: words[0] for field, words in FIELDS.items()}
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
