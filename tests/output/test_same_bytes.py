"""The same input gives the same bytes, whatever the machine is set to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WRITE = """
import hashlib, json, sys
from pathlib import Path
from payroll.output import write_month
from tests.output.builders import small_month
folder = write_month(small_month(), Path(sys.argv[1])).folder
print(json.dumps({p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()},
                 sort_keys=True))
"""

SETTINGS = {
    "hash seed and time zone": {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"},
    "another hash seed, one thread": {
        "PYTHONHASHSEED": "4242",
        "TZ": "America/Los_Angeles",
        "POLARS_MAX_THREADS": "1",
    },
    "a plain locale": {"LC_ALL": "C", "LANG": "C", "TZ": "UTC"},
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    processes = {
        name: subprocess.Popen(
            [sys.executable, "-c", WRITE, str(tmp_path_factory.mktemp("out"))],
            cwd=Path(__file__).parents[2],
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            text=True,
        )
        for name, settings in SETTINGS.items()
    }
    return {name: process.communicate(timeout=120)[0] for name, process in processes.items()}


@pytest.mark.parametrize("setting", SETTINGS)
def test_same_bytes_under(written: dict[str, str], setting: str):
    first = next(iter(written.values()))
    assert first.count(".xlsx") >= 6
    assert written[setting] == first
