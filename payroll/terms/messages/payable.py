"""Problems of putting posted months right."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

MESSAGES: dict[str, Message] = {
    "posted-but-not-on-any-sheet": error(
        "身份证号尾号 {tail} 的人 {period} 已发放 {posted} 元，现在出勤表里没有此人；"
        "没有补发也没有追回。",
        "请核对出勤表是否缺了或少了人；确实不应发放的，请在该月出勤表中写上此人并把实际出勤填 0。",
    ),
    "one-off-already-posted": warning(
        "“{component}”{period} 已经过账，本月不再发放，也没有其他应发项目。",
        "请核对此人本月是否应当在表上；确需再次发放的，请先取得依据，按手工调整办理。",
    ),
    "recovery-left": warning(
        "身份证号尾号 {tail} 的人应追回 {opening} 元，本月从“{project}”的应发中扣回 {offset} 元，"
        "还有 {closing} 元留待以后月份。",
        "请核对多发的原因；以后月份继续从这个项目的应发中扣回。不再从这个项目领钱的，请本人退回，"
        "收到后在手工调整.xlsx 里照原项目、所属月份和工资项目写正数，与追回相抵，不付给本人。",
    ),
    "recovery-from-leaver": warning(
        "身份证号尾号 {tail} 的人应追回 {opening} 元，本月没有可以扣回的应发，"
        "还有 {closing} 元（“{project}”）。",
        "请联系本人退回；收到后在手工调整.xlsx 里照原项目、所属月份和工资项目写正数（原因写已退回和"
        "凭证号），与追回相抵，不付给本人。",
    ),
    "month-already-posted": error(
        "{month} 已经过账，过账的结果不再改变。",
        "请运行以后的月份：出勤表或标准的变化会作为补发、追回出现在那里。",
    ),
    "posted-month-without-folder": warning(
        "{month} 已过账，但没有它的出勤表文件夹，这个月不重新计算。",
        "请把该月的出勤表放回 {folder}；确实不用再核对的，可以不管。",
    ),
}
