"""Running the command as a user does: another process, its two streams, its status."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    status: int
    said: str
    warned: str


Payroll = Callable[..., Outcome]


@pytest.fixture
def payroll(tmp_path: Path) -> Payroll:
    """Run `payroll …` in an empty folder; `encoding` is the one its console is to have."""

    def run(*arguments: str, encoding: str = "utf-8", **settings: str) -> Outcome:
        outcome = subprocess.run(
            [sys.executable, "-m", "payroll", *arguments],
            capture_output=True,
            cwd=tmp_path,
            env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)} | settings,
            check=False,
        )
        assert b"Traceback" not in outcome.stderr or settings.get("PAYROLL_DEBUG")
        return Outcome(
            outcome.returncode, outcome.stdout.decode(encoding), outcome.stderr.decode(encoding)
        )

    return run
