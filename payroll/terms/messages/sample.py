"""Problems of the sample county."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error

MESSAGES: dict[str, Message] = {
    "sample-folder-not-ours": error(
        "这里已有不是样例程序写的文件，或者样例写好以后又改动过：{first} 等 {files} 个。没有写入。",
        "请用 --out 换一个文件夹；确实要换成样例，请加 --force，原有的文件夹改名保留。",
    ),
    "sample-file-exists": error(
        "这个文件已经存在，没有写入。",
        "请换一个文件名；确实要替换，请加 --force。",
    ),
    "sample-month-too-early": error(
        "样例县从 {first} 开始，没有 {month}。",
        "请在 --months 里写 {first} 或以后的月份。",
    ),
    "sample-month-not-in-calendar": error(
        "日历里没有 {month}，算不出应出勤天数。",
        "请在 --months 里换一个月份，或者先在 calendar.toml 登记这一年的放假和调休安排。",
    ),
    "sample-too-many-people": error(
        "“{program}”人数太多：出生年份和地区代码只够编 {most:,} 个不同的身份证号。",
        "请减少 --people。",
    ),
}
