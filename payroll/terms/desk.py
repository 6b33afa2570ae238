"""Words of what goes between the centre and the host units, and of the lists the centre keeps."""

from __future__ import annotations

from payroll.terms.headings import FIELDS

CORRECTION_HEADINGS: dict[str, tuple[str, ...]] = {
    "id_number": FIELDS["id_number"],
    "name": FIELDS["name"],
    "field": ("字段", "更正字段", "更正项目", "栏目"),
    "before": ("原值", "原来", "原内容", "更正前"),
    "after": ("改为", "更正为", "更正后"),
    "reason": ("原因", "更正原因", "理由"),
    "who": ("更正人", "经办人"),
    "when": ("日期", "更正日期"),
}
"""Columns of 更正.xlsx."""

CORRECTION_NEEDS = ("id_number", "field", "before", "after", "reason", "who", "when")

HOLD_HEADINGS: dict[str, tuple[str, ...]] = {
    "id_number": FIELDS["id_number"],
    "name": FIELDS["name"],
    "first": ("起始月份", "暂缓起始月份", "开始月份", "起始月"),
    "last": ("结束月份", "暂缓结束月份", "截止月份", "结束月"),
    "reason": ("原因", "暂缓原因", "理由"),
    "who": ("经办人",),
}
"""Columns of 暂缓发放.xlsx."""

HOLD_NEEDS = ("id_number", "name", "first", "reason", "who")
"""What every line of it states; the end may be open."""

NOTHING_SAID = frozenset({"空", "（空）", "(空)", "空白"})
"""What 更正.xlsx writes for a cell in which nothing stands, or is to stand."""
EMPTY = "空"
TAIL = "尾号 {tail}"
OUT_OF_GRID = "；这一行的日历格不再采用"

CORRECTED_NOTE = "更正：{label}由{before}改为{after}（{reason}，{who}）"
HOLD_NOTE = "暂缓发放：{reason}"
"""What follows a person's own note on the payroll sheet."""
NOTE_BETWEEN = "；"

CORRECTIONS_MADE = "更正 {made} 处，未更正 {refused} 处"
"""Remark of the reading report on the list of corrections."""
