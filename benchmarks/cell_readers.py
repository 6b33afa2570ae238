"""Our cell reader beside openpyxl and python-calamine: speed, hostile files, flipped bits.

    python -m benchmarks.cell_readers [speed|hostile|flips]

python-calamine is left out when it is not installed (`pip install python-calamine`).  Everything is
read in this run on this machine, each hostile file in a process of its own with 60 s and 4 GB.
"""

from __future__ import annotations

import io
import json
import os
import platform
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from payroll.intake.cells import read_content
from tests.cells.fuzzing import flips, originals

try:
    import python_calamine
except ImportError:
    python_calamine = None

Read = Callable[[bytes], list[object]]
FLIPS = 1_000


def own(content: bytes) -> list[object]:
    """Values of all cells, by our reader."""
    workbook = read_content(content, shown_as="")
    if workbook.refused:
        raise ValueError(workbook.problems[0].code)
    return [value.text for sheet in workbook.sheets for value in sheet.cells]


def openpyxl(content: bytes) -> list[object]:
    """Values of all cells, by openpyxl in its full mode."""
    book = load_workbook(io.BytesIO(content), data_only=True)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return [value for row in rows for value in row if value is not None]


def calamine(content: bytes) -> list[object]:
    """Values of all cells, by python-calamine."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
    return [value for sheet in sheets for row in sheet.to_python() for value in row if value != ""]


READERS: dict[str, Read] = {"own": own, "openpyxl": openpyxl}
if python_calamine is not None:
    READERS["calamine"] = calamine


def grid(people: int) -> bytes:
    """A day grid: a heading, then 31 marks and 8 sums a person."""
    heading = [
        "姓名",
        *range(1, 32),
        *["出勤", "事假", "病假", "旷工", "年假", "婚假", "产假", "备注"],
    ]
    sums = [22, 0, 0.5, 0, 0, 0, 0, "无"]
    rows = ([f"张{person}", *["√"] * 31, *sums] for person in range(people))
    return _written([heading, *rows])


def flat(rows: int) -> bytes:
    """A flat export of twelve columns."""
    return _written(
        [
            *(row, f"张{row % 3000}", f"140581{row:012d}", "公益性岗位", f"单位{row % 120}", 22),
            *(21.5 if row % 3 == 0 else 20, 0, 1, 0.5, f"622848{row:013d}", "备注"),
        ]
        for row in range(rows)
    )


def _written(rows: Iterable[list[object]]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("3月")
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return buffer.getvalue()


def read_many(job: tuple[str, bytes, int]) -> int:
    """Read the same bytes a number of times; for a worker process."""
    name, content, times = job
    return sum(len(READERS[name](content)) for _ in range(times))


def speed() -> None:
    """Seconds and ratios on the two kinds of file that the project promises something about."""
    small, large = grid(10), flat(100_000)
    cores = os.cpu_count() or 1
    for title, content, times in (
        ("1,000 day grids of 10 people, all cores", small, 1_000),
        ("one sheet of 100,000 rows x 12, one core", large, 1),
    ):
        found: dict[str, float] = {}
        for name in READERS:
            jobs = [(name, content, times // cores)] * cores if times > 1 else [(name, content, 1)]
            start = time.perf_counter()
            if times > 1:
                with ProcessPoolExecutor(cores) as pool:
                    list(pool.map(read_many, jobs))
            else:
                read_many(jobs[0])
            found[name] = time.perf_counter() - start
        ratios = ", ".join(
            f"{name} {seconds:.2f} s ({seconds / found['own']:.1f} x)"
            for name, seconds in found.items()
        )
        print(f"{title}: {ratios}")


def hostile() -> None:
    """What each reader makes of the files that must be refused and of those that must be read."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.cells.hostile", folder, "--heavy"]
        subprocess.run(command, check=True)
        expected = json.loads((Path(folder) / "expected.json").read_text(encoding="utf-8"))
        xlsx = {name: case for name, case in expected.items() if name.endswith((".xlsx", ".xlsm"))}
        for reader in READERS:
            ends: Counter[str] = Counter()
            for name, case in xlsx.items():
                wanted = "to refuse" if case["code"] else "to read"
                ends[f"{wanted}: {_end_of(reader, Path(folder) / name)}"] += 1
            told = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
            print(f"{reader}, {len(xlsx)} files: {told}")


def _end_of(reader: str, path: Path) -> str:
    """How reading ended, in a child with limits."""
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        signal.alarm(60)
        try:
            READERS[reader](path.read_bytes())
        except MemoryError:
            os._exit(2)
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, ended, usage = os.wait4(child, 0)
    status = os.waitstatus_to_exitcode(ended)
    if status == 0 and usage.ru_maxrss > 256_000:
        return "read, over 256 MB"
    ends = {0: "read", 1: "refused", 2: "over 4 GB", -signal.SIGALRM: "over 60 s"}
    return ends.get(status, "aborted")


def flipped() -> None:
    """Of so many single-bit flips, how many each reader takes for another workbook."""
    for original in originals():
        for name, read in READERS.items():
            if name == "openpyxl" and original.name.endswith(".ods"):
                continue
            whole = read(original.content)
            different = refused = 0
            for _, content in flips(original, FLIPS, 2026):
                try:
                    different += read(content) != whole
                except BaseException:
                    refused += 1
            told = f"{refused} refused, {different} different"
            print(f"{original.name:14} {name:9} {FLIPS} flips: {told}")


def main() -> None:
    """Print all three comparisons, or the one asked for."""
    parts = {"speed": speed, "hostile": hostile, "flips": flipped}
    for name in sys.argv[1:] or parts:
        parts[name]()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}")


if __name__ == "__main__":
    main()
