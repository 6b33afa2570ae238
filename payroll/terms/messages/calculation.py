"""Problems of the calculation stage."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error

MESSAGES: dict[str, Message] = {
    "net-pay-negative": error(
        "扣款 {deducted} 元多于应发的 {earned} 元，实发为负数。",
        "请核对出勤天数和扣款；确实要扣的，请先确定分几个月扣。",
    ),
}
