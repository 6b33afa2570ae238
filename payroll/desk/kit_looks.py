"""How the sheets that the units fill in look: widths of columns, formats of cells."""

from __future__ import annotations

from typing import Any

WIDTHS = {
    "serial": 4,
    "name": 8,
    "id_number": 19,
    "program_seen": 11,
    "note": 12,
    "unit": 22,
    "card_number": 22,
    "bank": 24,
    "start_date": 12,
    "end_date": 12,
    "required_days_h": 4.6,
    "attended_days_h": 4.6,
}
"""Width of the column of a field; days and kinds of leave have one width each."""
DAY_WIDTH, LEAVE_WIDTH = 3.3, 3.6
_BASE: dict[str, Any] = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_GRID: dict[str, Any] = {**_BASE, "border": 1, "border_color": "#808080", "align": "center"}
_GREY, _BLUE, _YELLOW = "#D9D9D9", "#DDEBF7", "#FFF7CC"
_MARK: dict[str, Any] = {**_GRID, "num_format": "@", "locked": False, "shrink": True}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_BASE, "font_name": "黑体", "font_size": 18, "align": "center"},
    "said": {**_BASE, "font_size": 11},
    "heading": {**_GRID, "bold": True, "text_wrap": True, "bg_color": _BLUE},
    "rest_heading": {**_GRID, "bold": True, "bg_color": _GREY},
    "locked": {**_GRID, "text_wrap": True},
    "text": {**_GRID, "text_wrap": True, "num_format": "@", "locked": False},
    "mark": _MARK,
    "rest_mark": {**_MARK, "bg_color": _GREY},
    "required": {**_GRID, "locked": False},
    "sum": {**_GRID, "bg_color": "#F2F2F2"},
    "date": {**_GRID, "num_format": "yyyy-mm-dd", "locked": False},
    "to_fill": {"bg_color": _YELLOW},
    "foot": {**_BASE, "text_wrap": True},
    "sign": {**_BASE, "font_size": 11},
}
"""Format of each kind of cell; only what a unit fills in is not locked."""
