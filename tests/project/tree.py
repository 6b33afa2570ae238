"""The files of the project: what is, or would be, committed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PASSING = {".git", ".venv", "out", "build", "dist", "__pycache__", ".hypothesis"}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project; by git where there is a repository, else by walking the tree."""
    asked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    if (ROOT / ".git").exists() and asked.returncode == 0:
        names = [name.decode() for name in asked.stdout.split(b"\0") if name]
        files = [ROOT / name for name in names if (ROOT / name).is_file()]
    else:
        files = list(_walk(ROOT))
    assert len(files) > 50, "a project without files would pass every test here"
    return tuple(sorted(files))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _PASSING or path.name.endswith(("_cache", ".egg-info")):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def name_of(path: Path) -> str:
    """Path from the project's root, with `/`."""
    return path.relative_to(ROOT).as_posix()


def python_files(folder: str = "payroll") -> list[Path]:
    """Python files below a folder of the project."""
    return [
        path
        for path in project_files()
        if path.suffix == ".py" and name_of(path).startswith(f"{folder}/")
    ]
