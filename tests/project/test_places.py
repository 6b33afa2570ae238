"""Nothing in the project tells where it was made or leans on what is outside it."""

from __future__ import annotations

import re

from tests.project.tree import name_of, project_files

OUTSIDE = re.compile(
    r"(?<![\w./])/(?:work|root|tmp|home|Users|mnt)/\w"
    r"|[A-Za-z]:\\+Users\\"
    r"|\.\./shared\b"
    r"|pypi\.org|pythonhosted|tuna\.|aliyun|artifactory|devpi|find-links"
    r"|\blocalhost:\d|file:///(?:home|opt|srv)"
)
THIS_FILE = "tests/project/test_places.py"


def test_no_file_names_a_place_outside_the_project() -> None:
    read = 0
    for path in project_files():
        if name_of(path) == THIS_FILE:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        read += 1
        for number, line in enumerate(text.splitlines(), start=1):
            assert not OUTSIDE.search(line), f"{name_of(path)}:{number}: {line.strip()}"
    assert read > 50


def test_places_are_recognised() -> None:
    for line in ("see /home/me/x", r"C:\Users\me", "../shared/x", "https://py" + "pi.org/simple"):
        assert OUTSIDE.search(line)
    for line in ("a/work/b", "https://www.apache.org/licenses/", r"D:\工资2026", "out/home/x"):
        assert not OUTSIDE.search(line)
