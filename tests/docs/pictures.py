"""Pictures of the handbook and README: pages of the sample county's months.

python -m tests.docs.pictures      (needs soffice, pdftotext and pdftoppm)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.docs.drawing import write_small_png
from tests.project.tree import ROOT

PICTURES = ROOT / "docs" / "图"
MONTH, WITH_MISTAKES = "2026-03", "2026-02"

PAGES = {
    "工资表": (MONTH, "工资表_公益性岗位.xlsx", "公益性岗位人员工资表"),
    "签字页": (MONTH, "工资表_公益性岗位.xlsx", "制表人"),
    "汇总": (MONTH, "工资表_大学生专职村干部.xlsx", "工资按单位汇总表"),
    "计算说明": (MONTH, "工资表_大学生实习实训.xlsx", "工资计算说明"),
    "口径": (MONTH, "工资表_公益性岗位.xlsx", "工资计算口径"),
    "月度汇总": (MONTH, "月度汇总.xlsx", "月度汇总表"),
    "按人汇总": (MONTH, "财务导入表.xlsx", "付款金额"),
    "问题": (WITH_MISTAKES, "月度汇总.xlsx", "出勤问题清单"),
    "阅读报告": (WITH_MISTAKES, "阅读报告.xlsx", "用人单位"),
}
"""Picture → month, workbook and words of the first page that is shown."""


def main() -> None:
    """Compute both months in a temporary folder and draw the pages."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        for month in (MONTH, WITH_MISTAKES):
            run = [sys.executable, "-m", "payroll", "run", month, "--out", str(out)]
            done = subprocess.run(run, cwd=ROOT, check=False, capture_output=True)
            assert done.returncode in (0, 1), done.stderr.decode()
        for picture, (month, book, words) in PAGES.items():
            pdf = _pdf(out / month / book, Path(scratch) / month)
            _draw(pdf, _page_with(pdf, words), PICTURES / f"{picture}.png")


def _pdf(book: Path, folder: Path) -> Path:
    """The workbook as PDF, made once."""
    pdf = folder / f"{book.stem}.pdf"
    if not pdf.exists():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*map(str, convert), str(book)], check=True, capture_output=True)
    return pdf


def _page_with(pdf: Path, words: str) -> int:
    """Number of the first page on which the words stand."""
    told = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    for number, page in enumerate(told.stdout.decode().split("\f"), 1):
        if words in page:
            return number
    raise LookupError(f"no page of {pdf.name} has {words}")


def _draw(pdf: Path, page: int, picture: Path) -> None:
    """A page as a small PNG, its margins cut away."""
    at = str(page)
    page_only = ["pdftoppm", "-r", "90", "-f", at, "-l", at, "-singlefile", str(pdf)]
    drawn = subprocess.run(page_only, check=True, capture_output=True)
    write_small_png(drawn.stdout, picture)


if __name__ == "__main__":
    main()
