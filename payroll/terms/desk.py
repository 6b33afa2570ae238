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

TOTAL_ROW = "合计行"
"""In the reason why a row was passed over."""
TOTALS_AGREE = "与逐人相加一致"

NO_UNIT = "（未写用人单位）"
OTHER_MONTH_CODES = frozenset({"other-month-only", "other-month"})
"""Problems that say that a file is of another month.  A sheet of another month beside one of this
month is only something left behind."""
BETWEEN = "、"
NOTES_BETWEEN = "；"
NAMES_SHOWN = 5
AND_OTHERS = "等"
STATES = {
    "missing": "未报",
    "unreadable": "报来的读不出",
    "old": "旧表",
    "twice": "报了两份",
    "sent": "已报",
}
"""What the tracker calls the state of a unit."""
OTHER_MONTH = "“{file}”写的是别的月份"
UNREADABLE = "“{file}”没有读出人员"
SAME_FILE_AS_LAST_MONTH = "“{file}”与上月的文件完全相同"
SAME_DAYS_AS_LAST_MONTH = "人员和天数与上月完全相同"
SAME_FULL_DAYS_AS_LAST_MONTH = "与上月同为全勤、人员相同，请留意是不是旧表"
CALLED_OTHERWISE = "表上的单位名称是 {names}"
NEW_UNIT = "花名册没有这个单位"
NEW_SINCE_LAST_MONTH = "上月没有这个单位"
NOT_ON_SHEET = "有 {count} 人应在表上而没有：{names}"
SAME_FILE_TWICE = "“{one}”和“{other}”是同一个文件"
SENT_AGAIN_UNCHANGED = "“{one}”和“{other}”有 {people} 人相同，天数也相同"
SENT_AGAIN_CHANGED = "“{one}”和“{other}”有 {people} 人相同，其中 {changed} 人天数不同"

READING_BOOK = "阅读报告.xlsx"
READING_TITLE = "出勤表阅读报告"
READING_SHEET = "读了哪些表"
FILE = "文件"
SHEET = "工作表"
HEADER_ROWS = "表头行"
RANGE = "数据范围"
FIRST_PERSON = "第一人"
LAST_PERSON = "最后一人"
READ_PEOPLE = "读到（人）"
HELD_PEOPLE = "搁置（人）"
READ = "读到"
PEOPLE_READ = "{people} 人"
SUMS = "逐人相加"
SUMS_READ = "应出勤 {required} 天，实出勤 {attended} 天，请假 {leave} 天"
PEOPLE_WITH_ERRORS = "，其中 {held} 人有错误"
REQUIRED = "应出勤"
ATTENDED = "实出勤"
LEAVE = "请假"
TOTALS = "表上的合计"
SKIPPED = "没有读的行及原因"
UNUSED = "没有用到的列"
NOTES = "说明"
TABLES_TOTAL = "合计（{tables} 张表，{files} 个文件）"
NO_SHEETS = "（没有出勤表）"
NONE = "无"

UNITS_SHEET = "用人单位"
UNITS_TITLE = "用人单位报送情况"
STATE = "报送情况"
EXPECTED_PEOPLE = "应报（人）"
UNITS_TOTAL = "合计（{units} 个单位：{states}）"
STATE_COUNT = "{state} {count}"
NO_UNITS = "（没有花名册，也没有上月的出勤表，不知道哪些单位应当报送）"

DESK_SHEET = "更正和暂缓"
DESK_TITLE = "更正和暂缓发放"
"""Shown only in a month that has any."""

RETURNS_FOLDER = "{month}-退回"
COPY_SUFFIX = "（退回）"
LIST_SUFFIX = "（退回清单）"
RETURN_TITLE = "{month}出勤表退回说明"
RETURN_ERRORS = "“{file}”有 {count} 处必须改正，改正以前涉及的人不能发放。"
RETURN_WARNINGS = "“{file}”有 {count} 处请核对，没有错就不用改。"
RETURN_ALSO = "另有 {count} 处请核对，没有错就不用改。"
RETURN_COPY = (
    "表中红色的单元格必须改正，黄色的请核对，原因写在批注里。请在自己的原表上改好后重新报送；"
    "也可以直接在本文件上改，改完报送本文件，颜色、批注和本页不影响读取。"
)
RETURN_DRAWINGS = "原表里的图片、图章、图形在本文件中没有全部保留，需要它们的请用原表。"
RETURN_LIST = "请在自己的原表上改好后重新报送。"
NUMBER = "第几条"
TREATMENT = "要求"
TREATMENTS = {"error": "必须改正", "warning": "请核对"}
CELL = "位置"
WHO = "涉及人员"
WHOLE_SHEET = "整张表"
ANOTHER_FILE = "其他单位的表"
COMMENT_AUTHOR = "退回"
COMMENT = "【{treatment}】{who}{found}{remedy}"
COMMENT_WHO = "{name}："

CENTRE_ONLY = frozenset(
    {
        *("corrected", "correction-not-needed", "correction-from-differs", "on-hold"),
        *("hold-name-differs", "hold-not-on-any-sheet", "file-set-aside", "not-in-registry"),
        *("filled-from-registry", "id-from-registry", "term-beyond-limit", "no-rate-in-force"),
        *("no-stated-amount", "leave-without-ratio", "calendar-without-year", "rate-covers-part"),
        *("nothing-due", "rating-not-used", "amount-not-stated", "rating-amount-not-stated"),
        *("one-off-already-due", "no-project-for-month"),
    }
)
"""Problems that no unit can do anything about: they do not go back with its sheet."""

CHECK_TITLE = "出勤表核对结果"
CHECKED_ROWS = (
    "读到 {files} 个文件、{read} 行：可以发放 {accepted} 行（其中暂缓 {withheld} 行），"
    "有错误而搁置 {held} 行。"
)
NOTHING_RETURNED = "没有要退回的文件。"
RETURNED_AS = "退回稿"
RETURNED_TO = "退回稿 {count} 份，在 {folder}：请发回用人单位。"
"""What `payroll check` prints."""

KITS_FOLDER = "{month}-出勤表"
KIT_FILE = "{unit}.xlsx"
KIT_TITLE = "{unit}{month}出勤表"
KIT_SAID = (
    "用人单位：{unit}　　　　黄色格子还没有填；灰色是休息日，没有上班的不用填。"
    "排班不同的岗位请改“应出勤天数”，新来的人留空就按工作日。"
)
KIT_WEEKDAYS = "一二三四五六日"
KIT_LEGEND = "图例：{marks}"
KIT_LEGEND_MARK = "{mark} {meaning}"
KIT_LEGEND_BETWEEN = "，"
KIT_HALVES = (
    "说明：一天分两段的，用斜线隔开先后两段的符号，下拉中都有。"
    "新来的人填在空行里：姓名、身份证号、补贴项目，和右边的银行卡号、上岗日期；走了的人填离岗日期。"
)
KIT_FOOTER = "&L&9 {unit}&C&9第 &P 页 共 &N 页"
KIT_SIGNATURES = (
    "填表人：　　　　　　　　　　审核人：　　　　　　　　　　日期：　　　　　　　　　　（盖章）"
)
KIT_INPUT_TITLE = "出勤符号"
KIT_INPUT = "请从下拉中选择，含义见表下图例。"
KIT_ERROR = "这个符号不在下拉中。确实要用的，请在表下图例中写明它的含义。"
HALVES = "{one}/{other}"
"""A day in two parts."""
KIT_WRITTEN = "{units} 个单位、{people} 人的出勤表在 {folder}：请发给用人单位填写。"
KIT_LEFT_OUT = "有 {people} 人的项目不按出勤计发，没有列入。"
KIT_NO_UNIT = "有 {people} 人没有用人单位，没有列入：{names}。"
