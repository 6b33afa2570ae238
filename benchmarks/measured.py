"""Whole processes measured from outside: wall-clock time, processor time, peak memory."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

PAYROLL = (sys.executable, "-m", "payroll")


@dataclass(frozen=True)
class Measured:
    """One run of a process."""

    seconds: float
    processor_seconds: float
    peak_mb: float
    status: int


def measured(arguments: Sequence[str | Path]) -> Measured:
    """Run a command, its output thrown away, and measure it and what it started.

    Compiled modules may be kept, as they are for users: packages from elsewhere have theirs from
    pip, and ours would be compiled anew by every run where the environment forbids to write them.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    with subprocess.Popen(
        list(map(str, arguments)), env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, state, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(state)
    return Measured(
        time.perf_counter() - began,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        process.returncode,
    )


def machine(*packages: str) -> str:
    """The machine and the versions that a figure belongs to."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, {versions}"
    )
