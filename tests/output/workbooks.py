"""Workbooks taken apart and put together again by the tests, without the code under test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

ACTIVE_ELEMENTS = {"hyperlink", "ddeLink", "oleLink", "externalReference", "webPublishItem"}
ACTIVE_RELATIONS = ("hyperlink", "externalLink", "oleObject", "vbaProject", "connections")


def parts(path: Path) -> dict[str, str]:
    """Every part of a workbook as text."""
    with ZipFile(path) as book:
        return {name: book.read(name).decode("utf-8") for name in book.namelist()}


def rewrite(path: Path, change: Callable[[str, str], str]) -> None:
    """Replace every part by what `change(name, content)` gives."""
    changed = {name: change(name, content) for name, content in parts(path).items()}
    with ZipFile(path, "w") as book:
        for name, content in changed.items():
            book.writestr(name, content)


def formulas(path: Path) -> list[str]:
    """Every formula of a workbook."""
    return [
        formula
        for name, content in parts(path).items()
        if name.startswith("xl/worksheets/")
        for formula in re.findall(r"<f[^>]*>([^<]*)</f>", content)
    ]


def numbers(path: Path) -> Iterator[tuple[str, str, str]]:
    """(part, cell, stored value) of every number, also beside a formula."""
    pattern = re.compile(r'<c r="([A-Z]+[0-9]+)" s="[0-9]+">(?:<f>[^<]*</f>)?<v>([^<]*)</v></c>')
    for name, content in parts(path).items():
        if name.startswith("xl/worksheets/"):
            for cell, value in pattern.findall(content):
                yield name, cell, value


def active_parts(path: Path) -> list[str]:
    """What makes a workbook do something by itself, other than formulas: links, DDE, macros."""
    found = []
    for name, content in parts(path).items():
        for element in ElementTree.fromstring(content).iter():
            tag = element.tag.rpartition("}")[2]
            kind = element.get("Type", "").rpartition("/")[2]
            outside = element.get("TargetMode") == "External"
            if tag in ACTIVE_ELEMENTS or kind in ACTIVE_RELATIONS or outside:
                found.append(f"{name}: {tag} {kind}")
    return found


def with_number(path: Path, part: str, cell: str, value: str) -> None:
    """Store another value in one cell."""
    pattern = re.compile(rf'(<c r="{cell}" s="[0-9]+">(?:<f>[^<]*</f>)?<v>)[^<]*(</v></c>)')

    def change(name: str, content: str) -> str:
        return pattern.sub(rf"\g<1>{value}\g<2>", content) if name == part else content

    rewrite(path, change)
