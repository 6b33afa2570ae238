"""Words by which rows of a sheet that are not people are recognised."""

from __future__ import annotations

GRAND_TOTALS = ("合计", "总计", "共计", "累计", "总合计", "全部合计")
SUBTOTALS = ("小计", "本页合计", "本页小计", "单位小计", "部门小计", "页计")
HEADCOUNTS = ("人数", "到岗数")
"""Labels of rows that count the people of each day."""
TOTALS = GRAND_TOTALS + SUBTOTALS + HEADCOUNTS
"""A text that is or ends with one of these labels a total row."""

AVERAGES = ("平均", "人均", "平均数", "平均值", "平均天数", "人均天数")
"""Labels of a row of averages."""

NUMBER_OF_PEOPLE = r"(?:共|共计|合计|总计|计)?:?[0-9]+(?:人|名)"
"""What stands in place of a name in a row that counts people."""

FOOTERS = (
    *("制表", "填表", "填报", "编制", "审核", "复核", "审批", "批准", "负责人", "经办", "主管"),
    *("单位负责人", "部门负责人", "分管领导", "领导签字", "盖章", "单位盖章", "单位公章", "公章"),
    *(
        "注:",
        "注1",
        "备注:",
        "说明:",
        "填表说明",
        "图例",
        "符号",
        "考勤符号",
    ),
    *("联系人", "联系电话", "日期:", "以下空白", "以下无"),
)
"""A row whose first text starts so, and that holds no ID number, stands below the people."""

TITLE_WORDS = ("考勤表", "出勤表", "考勤统计表", "出勤统计表", "考勤登记表", "花名册", "签到表")
"""A single text that holds one of these is a title."""

PLACEHOLDERS = ("${", "{{", "#{", "<%")
"""Beginnings of fields of a template that was never filled in."""
