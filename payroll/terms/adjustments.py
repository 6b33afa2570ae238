"""Words of 手工调整.xlsx: what is paid or taken back by a decision and not by a sheet."""

from payroll.terms.headings import FIELDS

HEADINGS: dict[str, tuple[str, ...]] = {
    "id_number": FIELDS["id_number"],
    "name": FIELDS["name"],
    "program_id": (*FIELDS["program_seen"], "人员类别", "人员类型"),
    "component": ("工资项目", "项目"),
    "service_month": ("所属月份",),
    "amount": ("金额", "调整金额"),
    "reason": ("原因", "依据", "调整原因"),
    "who": ("经办人", "审批人"),
}
NEEDS = ("id_number", "program_id", "component", "service_month", "amount", "reason", "who")
NOTE = "手工调整：{reason}（{who}）"
