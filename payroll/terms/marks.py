"""Marks of a day grid and the words that explain them.

A mark means what the sheet's own legend says, else what 图例.toml says for the unit, else what
stands here.  Only words that explain themselves and the tick stand here: △, ○, × and letters mean
one thing in one unit and another in the next, so without a legend they are a problem.
"""

from __future__ import annotations

from payroll.terms.leave import ATTENDED

REST = "休息"
"""A day on which nobody is expected: it counts for nothing."""

ABSENT = "缺勤"
"""A day not worked, of no stated kind: it counts for nothing."""

BLANK = "空白"
"""What a legend calls a cell without a mark."""

BLANK_WORDS = ("空白", "空格", "空", "不填", "不打", "未填", "留空", "无标记", "不标")

_FESTIVALS = (
    *("元旦", "春节", "除夕", "清明", "清明节", "劳动节", "五一", "端午", "端午节", "中秋"),
    *("中秋节", "国庆", "国庆节"),
)

MEANINGS: dict[str, tuple[str, ...]] = {
    ATTENDED: (
        *(
            "出勤",
            "正常出勤",
            "全勤",
            "全天出勤",
            "正常",
            "正常上班",
            "上班",
            "到岗",
            "在岗",
            "满勤",
        ),
        *(
            "出差",
            "公出",
            "公差",
            "外勤",
            "因公外出",
            "培训",
            "学习",
            "开会",
            "下乡",
            "驻村",
            "白班",
        ),
    ),
    REST: (
        *(
            "休息",
            "公休",
            "轮休",
            "双休",
            "休",
            "周末",
            "休息日",
            "公休日",
            "双休日",
            "例休",
            "放假",
        ),
        *(
            "节假日",
            "法定假",
            "法定假日",
            "法定节假日",
            "节日",
            "假日",
            "国假",
            "节假",
            "周休",
            "未排班",
            "节",
        ),
        *(day + ending for day in _FESTIVALS for ending in ("", "放假", "假期", "休息")),
    ),
    ABSENT: ("缺勤", "未出勤", "未到岗", "缺岗"),
    "事假": ("事假", "事"),
    "病假": ("病假", "病"),
    "旷工": ("旷工", "旷职", "旷岗", "旷"),
    "年休假": ("年休假", "年假", "休年假", "休年休假", "带薪年休假", "带薪年假", "年休", "年"),
    "婚假": ("婚假", "婚"),
    "产假": ("产假", "产"),
    "丧假": ("丧假", "丧"),
    "工伤": ("工伤", "工伤假", "工伤休假", "伤"),
    "陪产假": ("陪产假",),
    "护理假": ("护理假", "护"),
    "哺乳假": ("哺乳假", "哺"),
    "育儿假": ("育儿假",),
    "探亲假": ("探亲假", "探"),
    "公假": ("公假",),
    "调休": ("调休", "补休", "调", "补"),
}
"""Kind of day → the words for it, in a legend or standing in the grid themselves."""

UNSETTLED = (
    *(
        "迟到",
        "早退",
        "加班",
        "值班",
        "夜班",
        "中班",
        "早班",
        "半天",
        "半日",
        "半勤",
        "停工",
        "离职",
    ),
    *(
        "入职",
        "新进",
        "辞职",
        "调入",
        "调出",
        "请假",
        "休假",
        "其他",
        "其它",
        "脱岗",
        "漏打卡",
        "未打卡",
    ),
)
"""Words a legend may explain a mark by that do not say how much of a day was worked."""

HALF_ATTENDED = ("半", "半天", "半日", "半勤", "出勤半天", "半天出勤", "上半天", "½")
"""Half a day worked; of the other half nothing is said."""

TICKS = ("√", "✓", "✔", "☑", "∨", "V")
"""The tick in its different characters: a day worked.  They differ only in their fonts."""

SAME_LOOKS = ("○◯〇⭕", "△▵∆Δ", "×✕✖╳✗✘", "□▢☐", "●⬤", "▲▴", "☆✩", "★✭")
"""Characters that differ only in the font or keyboard they come from; the first stands for all."""

LEGEND_FILLERS = (
    *("表示", "代表", "代替", "标注", "标记", "填写", "符号", "为", "用", "以", "打", "划", "画"),
    *("填", "写", "记", "请", "均", "即", "是", "或", "和", "及"),
)
"""What stands between a mark and its word in a legend without being either."""

LEGEND_LABELS = (
    "图例",
    "注",
    "备注",
    "说明",
    "填表说明",
    "符号说明",
    "考勤符号",
    "考勤说明",
    "其中",
)
"""What introduces a legend."""

DEFAULT_MEANINGS: dict[str, str] = {
    **{word: kind for kind, words in MEANINGS.items() for word in words},
    **dict.fromkeys(TICKS[:-1], ATTENDED),
    "出": ATTENDED,
    "勤": ATTENDED,
    "班": ATTENDED,
}
"""The documented default set."""

HALF_OF_DAY = ("上午", "下午", "上半天", "下半天")
"""Before a word of leave: that half of the day, the other was worked."""

HOURS_OF_A_DAY = 8
"""A leave given in hours (事假2H) is this part of a day."""
