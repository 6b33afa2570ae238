"""Kinds of leave and attendance as the data call them."""

ATTENDED = "出勤"
"""A day worked, in the day grid."""

LEAVE_KINDS = ("事假", "病假", "旷工", "年休假", "婚假", "产假", "丧假", "工伤")
"""Kinds of leave with a column of their own, in the order of the canonical headings."""

UNSPECIFIED = "请假"
"""Leave of which a sheet states no kind; no program has a ratio for it, so it holds the row."""
