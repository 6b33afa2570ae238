"""Problems of amounts adjusted by hand."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error

MESSAGES: dict[str, Message] = {
    "adjustment-incomplete": error(
        "手工调整没有写“{label}”，这一行没有采用。",
        "请补填后再运行；每一行都要写清人、项目、月份、金额、原因和经办人。",
    ),
    "adjustment-id-wrong": error(
        "手工调整的身份证号（尾号 {tail}）不是正确的 18 位号码，这一行没有采用。",
        "请对照身份证核对。",
    ),
    "adjustment-program-unknown": error(
        "手工调整的补贴项目“{seen}”不在标准文件中，这一行没有采用。",
        "请核对项目名称。",
    ),
    "adjustment-component-unknown": error(
        "“{program}”没有工资项目“{seen}”，已有的是：{known}；这一行没有采用。",
        "请核对工资项目。",
    ),
    "adjustment-month-wrong": error(
        "手工调整的所属月份“{seen}”认不出，或晚于本月，这一行没有采用。",
        "请写成 2026-03 的样子；只能调整本月和以前的月份。",
    ),
    "adjustment-amount-wrong": error(
        "手工调整的金额“{seen}”不是到分的金额，或者是 0，这一行没有采用。",
        "请写成 120.50 或 -120.50 的样子。",
    ),
    "adjustment-of-person-on-hold": error(
        "身份证号尾号 {tail} 的人在暂缓发放名单上，本月什么也不发，这一行没有采用。",
        "请等暂缓期满再调整；应当发放的，先在暂缓发放.xlsx 里写明结束月份。",
    ),
    "adjustment-below-nothing": error(
        "身份证号尾号 {tail} 的人加上手工调整，本月实发是 {net} 元；对此人的手工调整都没有采用。",
        "请核对金额；本月不够扣的，请分到以后月份。",
    ),
}
