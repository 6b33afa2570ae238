"""How sure a setting or an amount is: the words of the rate and budget files."""

from __future__ import annotations

from typing import Literal

Status = Literal["", "待确认", "推定"]

UNCONFIRMED: Status = "待确认"
"""No source states it; printed on every output it touches."""
DEDUCED: Status = "推定"
"""No source states it in words; it follows from published figures."""
