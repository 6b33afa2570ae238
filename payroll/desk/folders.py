"""A folder of files for the units, put in place as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from payroll.output import staging
from payroll.output.own_files import RUN_RECORD, own_files


def write_folder(out: Path, name: str, files: Mapping[str, bytes], *, add: bool = False) -> Path:
    """`out/name` with exactly these files of ours, by relative path; those of a person are kept.

    With `add` our files of other names stay as well.  All or nothing, as the month's own folder.
    Without files an earlier folder loses ours and no new one is made.
    Raises `Refusal` when the folder cannot be replaced, `OSError` when the disk cannot take it.
    """
    if not files and not (out / name).exists():
        return out / name
    with staging.staged(out, name) as place:
        if add:
            files = {**_ours(out / name), **files}
        for relative, content in files.items():
            path = place.folder / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        digests = {each: hashlib.sha256(content).hexdigest() for each, content in files.items()}
        record = json.dumps({"outputs": digests}, ensure_ascii=False, indent=1, sort_keys=True)
        (place.folder / RUN_RECORD).write_text(f"{record}\n", encoding="utf-8", newline="\n")
    return out / name


def _ours(folder: Path) -> dict[str, bytes]:
    """The files in a folder that we wrote and nobody has changed since."""
    kept = {}
    for name, digest in own_files(folder).items():
        path = folder / name
        content = path.read_bytes() if digest is not None and path.is_file() else b""
        if hashlib.sha256(content).hexdigest() == digest:
            kept[name] = content
    return kept
