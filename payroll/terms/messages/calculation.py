"""Problems of the calculation stage."""

from __future__ import annotations

from payroll.terms.messages.message import Message

MESSAGES: dict[str, Message] = {}
