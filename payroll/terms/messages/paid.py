"""Problems of what was paid: money that looks paid and is not counted."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

MESSAGES: dict[str, Message] = {
    "paid-none-posted": error(
        "台账里没有已过账的月份；{months} 已核算、没有过账，不算已发。",
        "请先办完审批和过账；办到哪一步，请看 payroll status。",
    ),
    "paid-month-not-posted": warning(
        "{month} 已核算、没有过账（{amount}），不算已发。",
        "请办完审批和过账再看；办到哪一步，请看 payroll status。",
    ),
    "paid-opening-not-charged": warning(
        "期初登记的已发 {amount} 元（所属月份 {months}）没有列支到项目，不在执行数里。",
        "请另行计入；这些月份由本程序核算过的，请把它们的结果文件夹放回 --out 后面的文件夹。",
    ),
}
