"""What each output file is for, in the words of the people who open it."""

from __future__ import annotations

from payroll.terms.template import FILLED

PURPOSES = {
    "工资表_": "打印、三人签字",
    "月度汇总": "全月一页总数，签字",
    "财务导入表": "交财务部导入、发放",
    "阅读报告": "每张出勤表读到了什么",
    "追回台账": "应追回、已扣回、未扣回",
    "变动说明": "与上月相差的原因",
    "problems.csv": "问题清单（搁置的行和提醒）",
    "lines.csv": "发放明细，一行一笔，供程序读取",
    "charges.csv": "每笔钱由哪个项目、哪笔资金列支",
    "roster.csv": "本月采用的出勤，核对和复算用",
    "run.json": "本次核算的记录：用了哪些文件、口径、核对了什么",
}
"""By the beginning of the file's name; in the order in which a clerk needs them."""

FILLED_PURPOSE = "财务部自己的模板，已填好"
"""Of a file whose name ends as that of a filled template does."""


def purposes(names: list[str]) -> list[tuple[str, str]]:
    """The files with what they are for, those for people first; unknown ones last, without."""
    known = [
        (name, purpose)
        for start, purpose in PURPOSES.items()
        for name in names
        if name.startswith(start)
    ]
    filled = FILLED.format(template="")
    rest = [
        (name, FILLED_PURPOSE if name.endswith(filled) else "")
        for name in names
        if not any(name.startswith(start) for start in PURPOSES)
    ]
    return known + rest
