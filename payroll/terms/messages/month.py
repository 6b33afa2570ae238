"""Problems of the month as a whole: what other months and funds have to say."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

MESSAGES: dict[str, Message] = {
    "month-without-rosters": error(
        "没有 {month} 的出勤表：文件夹 {folder} 不存在。",
        "请把各用人单位的出勤表放进这个文件夹，再运行一次；月份写错时请改正月份。",
    ),
    "one-off-already-due": warning(
        "“{component}”每人只发一次，{first} 的出勤表中已有此人，本月不再发放，本月没有其他应发项目。",
        "请核对此人本月是否应当在表上；确需再次发放的，请先取得依据再处理。",
    ),
    "one-offs-already-due": warning(
        "{program} 有 {people} 人在以前月份（{months}）的出勤表中出现过，一次性的“{component}”本月不再发放。",
        "请核对；以前月份没有实际发放的，请按补发处理。",
    ),
    "earlier-month-unreadable": warning(
        "{month} 的出勤表中有 {rows} 行被搁置，一次性项目是否已发只能按其余行判断。",
        "请改正 {month} 的出勤表后再运行，或人工核对这些人的一次性项目。",
    ),
    "calendar-without-month": error(
        "日历 calendar.toml 没有 {year} 年的节假日安排。",
        "请按国务院办公厅的通知，在费率文件夹的 calendar.toml 中登记 {year} 年的节假日和调休上班日。",
    ),
    "earlier-charges-unreadable": error(
        "以前月份的资金归集表无法读取，不能判断各项目还剩多少钱。",
        "请用“payroll run”重新生成该月结果，或把这个月的输出文件夹移走后再运行。",
    ),
}
