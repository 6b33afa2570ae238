"""A working folder for real people, outside the program's own folder.

工资2026/
    rates/      the rates, copied from the program: the office's own from now on
    rosters/    attendance sheets, one folder a month
    out/        results, one folder a month
    说明.txt
"""

from __future__ import annotations

import shutil
import sys
from importlib import metadata
from pathlib import Path

from payroll.problems import Cell, Refusal, problem
from payroll.terms.working_folder import GUIDE, GUIDE_NAME

_DISTRIBUTION = "subsidy-payroll"
_CHECKOUT = Path(__file__).parents[1]


def default_rates() -> Path:
    """The folder of rate files that came with the program.

    In a checkout it is `rates/` beside the package.  An installed wheel carries the same files as
    data files of the distribution, whose record says where the installer put them.

    Raises `Refusal` when neither is there.
    """
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "rates").is_dir():
        return _CHECKOUT / "rates"
    for file in metadata.files(_DISTRIBUTION) or []:
        if file.match(f"share/{_DISTRIBUTION}/rates/*.toml"):
            return Path(str(file.locate())).resolve().parent
    raise Refusal(problem("default-rates-missing", Cell()))


def make_working_folder(folder: Path, rates: Path) -> None:
    """Make `folder` with a copy of `rates`, whole or not at all.

    Raises `Refusal` when the folder holds anything, its parent is missing or it lies inside the
    program's own folder, where people's data could be committed.
    """
    target = folder.resolve()
    _refuse_bad_place(folder, target)
    existed = target.exists()
    staging = target.parent / f".{target.name}.new"
    try:
        _fill(staging, rates)
        if existed:  # it may be the current folder, which cannot be replaced, so fill it
            for made in sorted(staging.iterdir()):
                made.rename(target / made.name)
        else:
            staging.rename(target)
    except BaseException:
        for left in target.iterdir() if existed else ():
            _remove(left)
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _refuse_bad_place(folder: Path, target: Path) -> None:
    cell = Cell(str(folder))
    if target.is_file() or (target.is_dir() and any(target.iterdir())):
        raise Refusal(problem("folder-not-empty", cell))
    if not target.parent.is_dir():
        raise Refusal(problem("folder-parent-missing", cell))
    if any(_is_this_project(above) for above in (target, *target.parents)):
        raise Refusal(problem("folder-inside-project", cell))


def _is_this_project(folder: Path) -> bool:
    """Whether the folder is a checkout of this program: this one or another."""
    settings = folder / "pyproject.toml"
    return settings.is_file() and f'"{_DISTRIBUTION}"' in settings.read_text("utf-8", "replace")


def _fill(staging: Path, rates: Path) -> None:
    _remove(staging)  # left by a run that was killed
    staging.mkdir()
    for source in sorted(rates.rglob("*.toml")):
        copy = staging / "rates" / source.relative_to(rates)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
    (staging / "rosters").mkdir()
    (staging / "out").mkdir()
    guide = GUIDE.format(command=_command())
    # Old Notepads need the mark to see that it is UTF-8, and CRLF to see lines.
    (staging / GUIDE_NAME).write_text(guide, encoding="utf-8-sig", newline="\r\n")


def _command() -> str:
    """How this very program is started from anywhere on this computer."""
    python = sys.executable
    if " " in python:
        python = f'& "{python}"' if sys.platform == "win32" else f'"{python}"'
    return f"{python} -P -m payroll"


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
