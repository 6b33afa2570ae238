"""Names of the files and folders that people put beside the attendance sheets."""

from __future__ import annotations

CORRECTIONS = "更正.xlsx"
"""In a month's folder: corrections that no unit resent."""

ADJUSTMENTS = "手工调整.xlsx"
"""In a month's folder: amounts that a decision adds or takes back."""

SET_ASIDE = "作废"
"""A folder whose files are listed, not read."""

REGISTRY = "花名册.xlsx"
"""Beside the months' folders: who is paid, for what, since when."""

HOLDS = "暂缓发放.xlsx"
"""Beside the months' folders: people who are not paid for the time being."""

LEGENDS = "图例.toml"
"""Beside the months' folders: what the marks of a unit's day grid mean."""

RETURN_NOTE = "退回说明"
"""First sheet of a copy that went back to its unit: not an attendance sheet when it comes again."""

IGNORED = frozenset({"Thumbs.db", "desktop.ini", "Desktop.ini"})
"""Files of the operating system."""
