"""The handbook: every message is in it, every picture and link leads somewhere."""

from __future__ import annotations

import re

import pytest

from payroll.terms.messages import MESSAGES
from tests.docs.codes import BEGIN, END, HANDBOOK, listed
from tests.project.tree import ROOT

DOCUMENTS = [HANDBOOK, ROOT / "README.md"]
REWRITE = "run: python -m tests.docs.codes --write"
LARGEST_PICTURE = 80_000


def handbook() -> str:
    return HANDBOOK.read_text(encoding="utf-8")


def listed_section() -> str:
    return handbook().partition(BEGIN)[2].partition(END)[0]


def test_every_message_is_in_the_list_and_no_other():
    codes = re.findall(r"^\| `([a-z0-9-]+)` \|", listed_section(), re.MULTILINE)
    assert len(codes) == len(set(codes))
    assert set(codes) == set(MESSAGES), REWRITE


def test_the_list_says_what_the_program_says():
    assert listed_section().strip() == listed().strip(), REWRITE


def test_a_row_of_the_list_has_four_filled_cells():
    rows = [line for line in listed_section().splitlines() if line.startswith("| `")]
    for row in rows:
        cells = re.split(r"(?<!\\)\|", row)[1:-1]
        assert len(cells) == 4, row
        assert all(cell.strip() for cell in cells), row


def test_codes_named_in_the_text_exist():
    text = handbook().partition(BEGIN)[0]
    codes = re.findall(r"［([a-z-]+)］", text) + re.findall(r"`([a-z]+-[a-z-]+)`", text)
    assert len(codes) >= 3
    assert set(codes) <= set(MESSAGES)


@pytest.mark.parametrize("document", DOCUMENTS, ids=["handbook", "readme"])
def test_pictures_are_there_and_small(document):
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", document.read_text(encoding="utf-8"))
    assert len(pictures) >= 2
    for picture in pictures:
        path = document.parent / picture
        assert path.read_bytes().startswith(b"\x89PNG"), picture
        assert path.stat().st_size < LARGEST_PICTURE, picture


def test_links_lead_to_headings():
    text = handbook()
    headings = {
        re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    links = re.findall(r"(?<!!)\[[^\]]+\]\(#([^)]+)\)", text)
    assert len(links) >= 10
    assert set(links) <= headings
