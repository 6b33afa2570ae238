"""What people write into a cell to say that nothing stands there."""

from __future__ import annotations

NOTHING = frozenset({"", "-", "--", "—", "——", "－", "–", "/", "\\", "无", "NULL", "NONE", "N/A"})
"""Read as a blank cell (compared folded, without spaces, upper-case)."""

OPEN_END = frozenset({"至今", "长期", "在岗", "在职", "未离岗"})
"""In a column of end dates: nothing has ended."""
