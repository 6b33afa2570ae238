"""What a title, a sheet name or a file name mentions: month, unit, required days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from payroll.intake.cells.text import visible
from payroll.intake.values.days import read_days
from payroll.intake.words import compact, key
from payroll.terms.heading_shapes import NOT_THIS_MONTH
from payroll.terms.places import (
    CHINESE_DIGITS,
    CHINESE_MONTHS,
    GROUP_WORDS,
    HALF_YEARS,
    HOURS,
    MEASURES,
    NOT_HOSTS,
    NOT_UNITS,
    QUARTERS,
    REQUIRED_LABELS,
    SIGNING,
    UNIT_ENDINGS,
    UNIT_LABELS,
)

_YEAR = r"(?P<y>20[0-9]{2})"
_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
_DAY = r"(3[01]|[12][0-9]|0?[1-9])"
_TO = r"(?:-|—|~|～|至|到|－|–)+"
_SIGNED = re.compile(rf"({'|'.join(SIGNING)})(日期|时间|年月|月份)?:?[0-9年月日号./-]+")
_RANGE_OF_DAYS = re.compile(
    rf"({_YEAR}[年./-])?{_MONTH}[月./-]{_DAY}[日号]?{_TO}"
    rf"((?P<y2>20[0-9]{{2}})[年./-])?((?P<m2>1[0-2]|0?[1-9])[月./-])?{_DAY}[日号]?(?![0-9])"
)
_RANGE_OF_MONTHS = re.compile(
    rf"({_YEAR}[年./-])?{_MONTH}月?{_TO}(?P<m2>1[0-2]|0?[1-9])月(?!{_DAY}[日号])"
)
_WHOLE_DAY = re.compile(rf"(20[0-9]{{2}}[年./-])?{_MONTH}[月./-]{_DAY}[日号]")
_WHOLE_DAY_PLAIN = re.compile(
    r"20[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}|(?<![0-9])20[0-9]{6}(?![0-9])"
)
_DATED = (
    re.compile(rf"(?<![0-9])(?P<yy>2[0-9])年{_MONTH}月"),
    re.compile(rf"{_YEAR}年{_MONTH}月"),
    re.compile(rf"(?<![0-9]){_YEAR}[./-]{_MONTH}月?(?![0-9])"),
    re.compile(rf"(?<![0-9]){_YEAR}(?P<m>0[1-9]|1[0-2])(?![0-9])"),
)
_MONTH_ALONE = re.compile(rf"(?<![0-9年./-]){_MONTH}月(?!{_DAY}[日号])")
_CHINESE_YEAR = re.compile(rf"[{''.join(CHINESE_DIGITS)}]{{4}}(?=年)")
_CHINESE_MONTH = re.compile(r"(十[一二]|[一二三四五六七八九十元])月")

_SEAL = r"[（(]\s*(?:盖章|公章|签章|章)\s*[）)]"
_LABEL = "|".join(r"\s*".join(map(re.escape, each)) for each in UNIT_LABELS)
_LABELLED_UNIT = re.compile(
    rf"(?P<whose>[一-鿿]{{0,4}})(?:{_LABEL})(?:\s*{_SEAL}\s*[:：]?|\s*[:：])\s*(?P<unit>[^\s:：;；，,]+)"
)
_SEALED = re.compile(rf"{_SEAL}?$")
_STATED_DAYS = re.compile(
    rf"(?:{'|'.join(REQUIRED_LABELS)})(?:天数|日数|日|数)?(?:\(天\))?[:为共计是]*"
    r"(?P<days>[0-9]{1,2}(?:\.[0-9]+)?)(?![0-9]*[月年/%])"
)
_NOT_UNITS = sorted(NOT_UNITS, key=len, reverse=True)
_NUMBERING = re.compile(r"^[（(]?([一二三四五六七八九十]+|[0-9]+)[）)、.．]")
_COUNT = re.compile(r"[（(]?(共|计)?[0-9]+人[）)]?")
_HAN_NAME = re.compile(r"[㐀-鿿·（）()0-9A-Za-z]{2,40}")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")


def months_in(text: str, expected: date) -> set[date]:
    """The months that `text` says it is about; a month without a year is one of `expected`'s year.

    Whole dates are days of signing and no months; a span of days is the month it lies in, or both.

    >>> sorted(months_in("北城街道2026年2月考勤表", date(2026, 3, 1)))
    [datetime.date(2026, 2, 1)]
    >>> months_in("制表日期：2026年4月2日", date(2026, 3, 1))
    set()
    """
    rest = _CHINESE_YEAR.sub(
        lambda year: "".join(map(CHINESE_DIGITS.__getitem__, year[0])), compact(text)
    )
    rest = _CHINESE_MONTH.sub(lambda month: f"{CHINESE_MONTHS[month[1]]}月", rest)
    rest = _SIGNED.sub(" ", rest)
    found: set[date] = set()
    for spans in (_RANGE_OF_DAYS, _RANGE_OF_MONTHS):
        found |= {month for match in spans.finditer(rest) for month in _of_span(match, expected)}
        rest = spans.sub(" ", rest)
    rest = _WHOLE_DAY_PLAIN.sub(" ", _WHOLE_DAY.sub(" ", rest))
    for form in (*_DATED, _MONTH_ALONE):
        for match in form.finditer(rest):
            groups = match.groupdict()
            short = groups.get("yy")
            year = 2000 + int(short) if short else int(groups.get("y") or expected.year)
            found.add(date(year, int(match["m"]), 1))
        rest = form.sub(" ", rest)
    return found or _of_part_of_year(rest, expected)


def _of_part_of_year(text: str, expected: date) -> set[date]:
    """The months of a quarter or a half year that a text is about when it names no month."""
    for words, length in ((QUARTERS, 3), (HALF_YEARS, 6)):
        for place, names in enumerate(words):
            if any(name in text for name in names):
                first = place * length + 1
                return {date(expected.year, first + each, 1) for each in range(length)}
    return set()


def is_month(text: str) -> bool:
    """Whether a text is the name of a month and nothing else.

    >>> is_month("3月份"), is_month("2026年2月"), is_month("3月出勤")
    (True, True, False)
    """
    rest = compact(text)
    return bool(rest) and rest.endswith(("月", "月份")) and rest in _month_texts(rest)


@lru_cache(maxsize=4096)
def without_month(text: str, month: date) -> str | None:
    """A heading without the month it may name; None when it is about another time than `month`.

    >>> march = date(2026, 3, 1)
    >>> without_month("3月份应出勤天数", march), without_month("出勤天数（2026年3月）", march)
    ('应出勤天数', '出勤天数')
    >>> without_month("2月出勤天数", march), without_month("实出勤", march)
    (None, '实出勤')
    """
    if any(word in text for word in NOT_THIS_MONTH):
        return None
    found = months_in(text, month)
    if not found:
        return text
    if found != {month}:
        return None
    rest = compact(text)
    for each in sorted(_month_texts(rest), key=len, reverse=True):
        rest = rest.replace(each, "")
    return rest.replace("()", "").strip(":、-_/")


def _of_span(match: re.Match[str], expected: date) -> Iterator[date]:
    groups = match.groupdict()
    year = int(groups.get("y") or groups.get("y2") or expected.year)
    yield date(year, int(groups["m"]), 1)
    if groups["m2"]:
        yield date(int(groups.get("y2") or year), int(groups["m2"]), 1)


def labelled_unit_in(text: str) -> str | None:
    """The unit behind a label such as `用人单位：`, None when there is none.

    >>> labelled_unit_in("填报单位（盖章）：北城街道办事处   2026年3月")
    '北城街道办事处'
    >>> labelled_unit_in("单位：天")
    """
    for match in _LABELLED_UNIT.finditer(text):
        unit = _SEALED.sub("", match["unit"].strip("。"))
        other = match["whose"].endswith(NOT_HOSTS)
        if unit and unit not in MEASURES and not unit.endswith("盖章") and not other:
            return visible(unit)
    return None


def counts_hours(text: str) -> bool:
    """Whether a title says that its table counts hours.

    >>> counts_hours("用人单位：某中心   单位：小时"), counts_hours("单位：天")
    (True, False)
    """
    if not any(word in text for word in HOURS):
        return False
    return any(match["unit"] in HOURS for match in _LABELLED_UNIT.finditer(text))


def unit_in(text: str, program_words: tuple[str, ...] = ()) -> str | None:
    """The unit that a title or a name consists of, once month, program and the usual words are out.

    >>> unit_in("北城街道办事处2026年3月某项目人员考勤表", ("某项目",))
    '北城街道办事处'
    >>> unit_in("Sheet1"), unit_in("3月考勤汇总表")
    (None, None)
    """
    rest = _NUMBERING.sub("", _COUNT.sub("", visible(text).replace(" ", "")))
    for word in (*program_words, *_month_texts(rest), *_NOT_UNITS):
        rest = rest.replace(word, "")
    rest = _BRACKETED.sub("", rest).strip("-_—.、，,：:（）() 0123456789")
    if _HAN_NAME.fullmatch(rest) and rest.endswith(UNIT_ENDINGS) and rest not in UNIT_ENDINGS:
        return rest
    return None


def only_names(text: str, words: Iterable[str]) -> bool:
    """Whether a text consists of some of `words` and nothing else of weight: a heading of a group.

    >>> only_names("（一）某项目人员（12人）", ["某项目"]), only_names("某项目人员另表", ["某项目"])
    (True, False)
    """
    rest = _NUMBERING.sub("", _COUNT.sub("", key(text)))
    for word in (*words, *_month_texts(rest), *UNIT_LABELS, *GROUP_WORDS):
        rest = rest.replace(word, "")
    return not rest.strip("-_—.、，,：:（）()[]【】 0123456789")


def _month_texts(text: str) -> list[str]:
    forms = (
        r"20[0-9]{2}[年./-]?(1[0-2]|0?[1-9])?月?份?",
        r"(1[0-2]|0?[1-9])月份?",
        r"[一二三四五六七八九十〇零]+[年月]份?",
    )
    return [match[0] for form in forms for match in re.finditer(form, text) if match[0]]


def required_days_in(text: str) -> set[int]:
    """Hundredths of the required days that a title states for everybody below.

    >>> required_days_in("2026年3月（本月应出勤22天）"), required_days_in("应出勤")
    ({2200}, set())
    """
    stated = {read_days(match["days"]).value for match in _STATED_DAYS.finditer(compact(text))}
    return {days_h for days_h in stated if days_h}
