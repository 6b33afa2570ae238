"""Which files of a month's folder this program wrote: its record says so."""

from __future__ import annotations

import json
from pathlib import Path

RUN_RECORD = "run.json"


def own_files(folder: Path) -> dict[str, str | None]:
    """SHA-256 of the files that a run wrote into `folder`, as its record says; no record, none.

    The record itself has no digest.
    """
    try:
        record = json.loads((folder / RUN_RECORD).read_text(encoding="utf-8"))
        outputs = record["outputs"]
        ours = {str(name): str(digest) for name, digest in outputs.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {**ours, RUN_RECORD: None}
