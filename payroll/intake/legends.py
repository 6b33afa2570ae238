"""What the marks of a day grid mean: read from the sheet itself or from 图例.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from payroll.intake.words import key
from payroll.problems import Cell, Problem, problem
from payroll.terms.leave import ATTENDED
from payroll.terms.marks import (
    BLANK,
    BLANK_WORDS,
    DEFAULT_MEANINGS,
    HALF_ATTENDED,
    LEGEND_FILLERS,
    LEGEND_LABELS,
    MEANINGS,
    SAME_LOOKS,
    TICKS,
    UNSETTLED,
)

CONTRADICTED = "?"
"""Meaning of a mark that a legend explains in two ways."""

_KIND_OF = {key(word): kind for kind, words in MEANINGS.items() for word in words if len(word) > 1}
_KIND_OF |= {key(word): "半天" for word in HALF_ATTENDED if len(word) > 1}
_KIND_OF |= {key(word): word for word in UNSETTLED if key(word) not in _KIND_OF}
_WORDS = sorted({*_KIND_OF, *(key(word) for word in BLANK_WORDS)}, key=len, reverse=True)
_WORD = "|".join(map(re.escape, _WORDS))
_TOKEN = re.compile(
    rf"(?P<word>{_WORD})|[“\"'‘「【\[(](?P<quoted>[^”\"'’」】\])]+)[”\"'’」】\])]"
    rf"|(?P<filler>{'|'.join(LEGEND_FILLERS)})"
    r"|(?P<symbol>[A-Z]{1,2}[0-9]?|[〇事病旷年婚产丧伤休班勤出调护哺探公加迟早值半]|[^\w\s,.;:、。，；：“”()])"
)
_LONGEST_MARK = 3
_NUMBERING = re.compile(r"^[(]?[0-9]{1,2}[).、](?![0-9])")
_INTRODUCED = re.compile(rf"^(?:{'|'.join(LEGEND_LABELS)}):?")
_BETWEEN = re.compile(r"[\s_,.;:、。=~～→…|/\\—–-]*")
_ABOUT_BLANKS = re.compile(
    rf"[“\"]?(?:{'|'.join(map(key, BLANK_WORDS))})处?的?[”\"]?"
    rf"(?:则|即|均|都|一律)*(?:为|表示|代表|视为|视同|作为|是|算|:|=|-|—)+[“\"]?(?P<kind>{_WORD})"
)
_WIDE_GAPS = re.compile(r"\s{2,}|[\t\n\r]")
_CLAUSE_ENDS = re.compile(r"[,;。、]")
_JOINTS = frozenset("-—–=~～→…|_/\\")


_PLAIN = dict.fromkeys(TICKS[:-1], "√") | {
    other: looks[0] for looks in SAME_LOOKS for other in looks
}
"""Character → the one of its looks that marks are compared by."""


@lru_cache(maxsize=4096)
def marked(text: str) -> str:
    """A mark as it is looked up: visible, folded, upper-case, every tick and circle the same.

    >>> marked("✔"), marked(" ｈ "), marked("〇/✖")
    ('√', 'H', '○/×')
    """
    return "".join(_PLAIN.get(each, each) for each in key(text))


@dataclass(frozen=True)
class Legend:
    """Mark → kind of day.  `BLANK` is a cell without a mark; when it is missing, nobody said."""

    meanings: Mapping[str, str]
    own: bool = False
    """From the sheet or a file: then symbols that it does not explain are unknown.  But the tick is
    what people leave out; only where blanks are days worked may it mark anything."""

    def kind(self, mark: str) -> str | None:
        """The kind of day that a mark (as `marked` gives it) stands for, None when unknown."""
        found = self.meanings.get(mark)
        ticked = mark == TICKS[0] and self.blank != ATTENDED
        if found is None and (not self.own or mark.isalpha() or ticked):
            found = DEFAULT_MEANINGS.get(mark)
        return found

    @property
    def blank(self) -> str | None:
        """`出勤` or `休息` for a cell without a mark, None when nobody said."""
        return self.meanings.get(BLANK)

    def over(self, other: Legend) -> Legend:
        """This legend, and `other` for the marks that this one does not explain."""
        return Legend({**other.meanings, **self.meanings}, own=self.own or other.own)


DEFAULT = Legend({})


def legend_in(texts: Iterable[str]) -> Legend:
    """The legend that the texts around a table contain; empty when they contain none.

    A legend is a list of at least two pairs of a mark and a word for a kind of day, in either
    order, in one text or each in a text of its own, or one statement about blank cells.

    >>> legend_in(["图例：√出勤 △事假 ○：病假"]).meanings
    {'√': '出勤', '△': '事假', '○': '病假'}
    >>> legend_in(["注：出勤“√”，空白表示休息"]).meanings
    {'空白': '休息', '√': '出勤'}
    """
    found: list[tuple[str, str]] = []
    alone: list[tuple[str, str]] = []
    for text in texts:
        pairs = _pairs(text)
        if len(pairs) > 1 or any(mark == BLANK for mark, _ in pairs):
            found += pairs
        elif _is_one_pair(text):
            alone += pairs
    if found or len(alone) > 1:
        found += alone
    meanings: dict[str, str] = {}
    for mark, kind in found:
        same = meanings.get(mark, kind) == kind
        meanings[mark] = kind if same else CONTRADICTED
    return Legend(meanings, own=bool(meanings.keys() - {BLANK}))


def _is_one_pair(text: str) -> bool:
    """Whether a text says what one mark means, and nothing else: a legend with a row a mark.

    >>> _is_one_pair("1、√：出勤"), _is_one_pair("3月4日事假△")
    (True, False)
    """
    rest = _INTRODUCED.sub("", _NUMBERING.sub("", key(text)))
    return _BETWEEN.fullmatch(_TOKEN.sub("", rest)) is not None


def _pairs(text: str) -> list[tuple[str, str]]:
    """Pairs of mark and kind of day in one text: clause by clause, else over the whole of it.

    Dashes and strokes may be marks themselves or only stand between a mark and a word, so the text
    is tried with all of them first, then without those in between; last without the clauses that
    explain no mark.
    """
    blanks = [(BLANK, _KIND_OF[match["kind"]]) for match in _ABOUT_BLANKS.finditer(key(text))]
    parted = _ABOUT_BLANKS.sub(",", ",".join(map(key, _WIDE_GAPS.split(text))))
    clauses = [clause for clause in _CLAUSE_ENDS.split(parted) if clause]
    explained = [part for part in clauses if not all(is_word for is_word, _ in _tokens(part))]
    for parts in (clauses, ["".join(clauses)], explained):
        for between in (False, True):
            found = [_pairs_of(_tokens(part), without_joints=between) for part in parts]
            if all(each is not None for each in found):
                return blanks + [pair for each in found if each for pair in each]
    return blanks


def _pairs_of(
    tokens: Sequence[tuple[bool, str]], *, without_joints: bool
) -> list[tuple[str, str]] | None:
    """The pairs of tokens that alternate between mark and word; None when they do not.

    Several words for one kind of day (公休日及节假日) count as one.
    """
    kept: list[tuple[bool, str]] = []
    for place, token in enumerate(tokens):
        following = tokens[place + 1 : place + 2]
        joins = kept and following and kept[-1][0] != following[0][0] and token[1] in _JOINTS
        if not (without_joints and joins) and not (kept and _same_kind(kept[-1], token)):
            kept.append(token)
    if len(kept) % 2 or any(one[0] == other[0] for one, other in pairwise(kept)):
        return None
    return [_pair(kept[place], kept[place + 1]) for place in range(0, len(kept), 2)]


def _same_kind(one: tuple[bool, str], other: tuple[bool, str]) -> bool:
    if one[0] and other[0]:
        return _KIND_OF[one[1]] == _KIND_OF[other[1]]
    return one == other


def _pair(one: tuple[bool, str], other: tuple[bool, str]) -> tuple[str, str]:
    (_, word), (_, mark) = (one, other) if one[0] else (other, one)
    return mark, _KIND_OF[word]


def _tokens(text: str) -> list[tuple[bool, str]]:
    """The words (True) and marks (False) of a legend in their order.

    A single Chinese character is a mark only beside words and marks, not inside another word
    (the 勤 of 考勤符号).
    """
    matches = list(_TOKEN.finditer(text))
    ends = {0, *(match.end() for match in matches)}
    starts = {len(text), *(match.start() for match in matches)}
    tokens: list[tuple[bool, str]] = []
    for match in matches:
        quoted = match["quoted"]
        word, symbol = match["word"] or quoted, match["symbol"]
        if match["filler"]:
            continue
        if word in BLANK_WORDS:
            tokens.append((False, BLANK))
        elif word in _KIND_OF:
            tokens.append((True, word))
        elif quoted:
            if len(quoted) <= _LONGEST_MARK:
                tokens.append((False, marked(quoted)))
        elif not (
            _inside_word(symbol, text[: match.start()][-1:], match.start() in ends)
            or _inside_word(symbol, text[match.end() :][:1], match.end() in starts)
        ):
            tokens.append((False, marked(symbol)))
    return tokens


def _inside_word(symbol: str, neighbour: str, neighbour_is_token: bool) -> bool:
    return symbol >= "一" and neighbour >= "一" and not neighbour_is_token


@dataclass(frozen=True)
class LegendFile:
    """图例.toml: a table a unit, and `默认` for all others."""

    units: Mapping[str, Legend] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    def of(self, unit: str | None) -> Legend:
        """The legend of a unit over the one for all."""
        everybody = self.units.get("默认", DEFAULT)
        return self.units.get(key(unit or ""), DEFAULT).over(everybody)


def read_legend_file(path: Path) -> LegendFile:
    """The legends of 图例.toml; none when there is no such file.

    A word that names no known kind of day is an error: a mark may not silently mean nothing.
    """
    if not path.is_file():
        return LegendFile()
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return LegendFile({}, (problem("legend-file-unreadable", Cell(path.name)),))
    units: dict[str, Legend] = {}
    problems: list[Problem] = []
    for unit, table in stated.items():
        if not isinstance(table, dict):
            problems.append(problem("legend-table-missing", Cell(path.name, "", None, unit)))
            continue
        meanings = {}
        for mark, word in table.items():
            kind = DEFAULT_MEANINGS.get(key(str(word)))
            if kind is None:
                place = Cell(path.name, unit, None, mark)
                known = "、".join(MEANINGS)
                problems.append(problem("legend-word-unknown", place, word=word, known=known))
                continue
            meanings[BLANK if mark in BLANK_WORDS else marked(mark)] = kind
        units[key(unit)] = Legend(meanings, own=bool(meanings.keys() - {BLANK}))
    return LegendFile(units, tuple(problems))
