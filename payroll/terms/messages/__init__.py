"""The catalogue of problems: stable code → severity, what was found, what to do."""

from __future__ import annotations

from payroll.terms.messages import (
    adjustments,
    bank,
    budget,
    calculation,
    changes,
    checks,
    desk,
    evaluation,
    files,
    forecast,
    intake,
    ledger,
    month,
    output,
    paid,
    payable,
    rates,
    reconciliation,
    sample,
    shell,
)
from payroll.terms.messages.message import Message

MESSAGES: dict[str, Message] = {}
_PARTS = (
    *(
        files,
        rates,
        budget,
        intake,
        desk,
        month,
        checks,
        calculation,
        output,
        ledger,
        payable,
        paid,
        adjustments,
        changes,
    ),
    *(bank, reconciliation, evaluation, forecast, sample, shell),
)
for _part in _PARTS:
    for _code, _message in _part.MESSAGES.items():
        if _code in MESSAGES:
            raise AssertionError(f"two messages share the code {_code}")
        MESSAGES[_code] = _message
