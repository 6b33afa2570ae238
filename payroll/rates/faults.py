"""What pydantic and tomllib say, turned into problems of ours."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, get_args

from payroll.problems import Cell, Problem, problem
from payroll.terms.messages.rates import EXPECTED, MESSAGES, ONE_OF, SYNTAX, SYNTAX_OTHERWISE

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_POSITION = re.compile(r"\(at line (?P<row>[0-9]+), column (?P<column>[0-9]+)\)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_FULL_WIDTH = re.compile("[“”‘’＂＇＝［］｛｝，．＃：－０-９]")
_DATE_OF_A_SORT = re.compile(r"=\s*[0-9０-９]{2,4}[-－—./／年][0-9０-９]{1,2}[-－—./／月]")
_LONGEST_SEEN = 40


def fault(model: type[BaseModel], details: ErrorDetails, cell: Callable[[str], Cell]) -> Problem:
    """The problem that one pydantic error of a table stands for."""
    key = ".".join(f"第{part + 1}项" if isinstance(part, int) else part for part in details["loc"])
    kind = details["type"]
    place = cell(key)
    if kind in MESSAGES:
        return problem(kind, place, **details.get("ctx", {}))
    last = key.rpartition(".")[2]
    if kind == "missing":
        code = "rate-source-missing" if last == "source" else "rate-key-missing"
        return problem(code, place, key=last)
    if kind == "extra_forbidden":
        known = _keys(model, details["loc"][:-1])
        near = difflib.get_close_matches(last, known, n=1, cutoff=0.5)
        return problem(
            "rate-key-unknown",
            place,
            key=last,
            near=near[0] if near else ONE_OF.format(known="、".join(known)),
        )
    seen = _shown(details["input"])
    if kind == "literal_error":
        if seen == "organisation":
            return problem("rate-payee-reserved", place)
        expected = details["ctx"]["expected"].replace("''", "空").replace("'", "")
        allowed = expected.replace(" or ", "、").replace(", ", "、")
        return problem("rate-value-unknown", place, seen=seen, allowed=allowed)
    if isinstance(details["input"], datetime):
        kind = "datetime"
    if isinstance(details["input"], str):
        seen = f'"{seen}"'
    expected = EXPECTED.get(kind, EXPECTED["otherwise"])
    return problem("rate-type-wrong", place, seen=seen, expected=expected)


def syntax_facts(text: str, error: Exception) -> tuple[int | None, dict[str, str]]:
    """Line of a TOML mistake, its text and its likeliest cause in Chinese."""
    position = _POSITION.search(str(error))
    row = int(position["row"]) if position else None
    line = text.split("\n")[row - 1].rstrip() if row else ""
    column = int(position["column"]) if position else 1
    return row, {"line": _around(line, column), "cause": _cause(line, str(error))}


def _cause(line: str, english: str) -> str:
    """The likeliest mistake in a line, outside of its quoted texts and its comment."""
    bare = _QUOTED.sub("", line).partition("#")[0]
    if _DATE_OF_A_SORT.search(bare) and "Invalid date" not in english:
        return SYNTAX["other-date"]
    if _FULL_WIDTH.search(bare):
        return SYNTAX["full-width"]
    return next((words for part, words in SYNTAX.items() if part in english), SYNTAX_OTHERWISE)


def _keys(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """Keys that the table at `path` inside `model` may have."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            inner = _model_of(model.model_fields[part].annotation)
            model = inner or model
    return list(model.model_fields)


def _model_of(annotation: object) -> type[BaseModel] | None:
    """The table inside an optional, a list or a mapping of tables."""
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return annotation
    found = (_model_of(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)


def _shown(value: object) -> str:
    """A value as its writer would recognise it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[…]"
    return "{…}" if isinstance(value, dict) else _shortened(str(value))


def _around(line: str, column: int) -> str:
    """The part of a long line that has the mistake in it."""
    start = max(0, column - _LONGEST_SEEN // 2) if len(line) > _LONGEST_SEEN else 0
    return ("…" if start else "") + _shortened(line[start:].strip())


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SEEN else text[: _LONGEST_SEEN - 1] + "…"
