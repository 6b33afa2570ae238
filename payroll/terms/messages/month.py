"""Problems of the month as a whole: what other months and funds have to say."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

MESSAGES: dict[str, Message] = {
    "rate-changed": warning(
        "“{program}”的“{component}”{rating}从 {since} 起由 {before} 元改为 {after} 元。"
        "依据：{source}",
        "请对照文件核对：是不是这个工资项目、这个金额；写错了地方的，"
        "请给这一条加 withdrawn，再在对的工资项目下面另加一条。",
    ),
    "one-off-already-due": warning(
        "“{component}”每人只发一次，{first} 的出勤表中已有此人，本月不再发放，也没有其他应发项目。",
        "请核对此人本月是否应当在表上；确需再次发放的，请先取得依据再处理。",
    ),
    "one-offs-already-due": warning(
        "{program} 有 {people} 人在以前月份（{months}）的出勤表中出现过，"
        "一次性的“{component}”本月不再发放。",
        "请核对；以前月份没有实际发放的，请按补发处理。",
    ),
    "earlier-month-unreadable": warning(
        "{month} 的出勤表中有 {rows} 行被搁置，一次性项目是否已发只能按其余行判断。",
        "请改正 {month} 的出勤表后再运行，或人工核对这些人的一次性项目。",
    ),
    "calendar-year-missing": error(
        "日历里没有 {year} 年，不知道 {month} 有多少个工作日。",
        "请按国务院办公厅的放假通知，在 calendar.toml 中登记 {year} 年的节假日和调休上班日。",
    ),
    "year-without-budget": warning(
        "没有 {year} 年的预算文件，本月全部支出都按“超出预算”列示。",
        "请把 {year} 年的预算项目录入 {file}，再运行一次。",
    ),
    "earlier-charges-unreadable": error(
        "以前月份的资金归集表无法读取，不能判断各项目还剩多少钱。",
        "请用“payroll run”重新生成该月结果，或把这个月的输出文件夹移走后再运行。",
    ),
}
