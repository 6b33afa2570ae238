"""更正.xlsx: what the centre corrects in a month's sheets because no unit resends them.

A correction names the person by ID, the field, what the sheet says, what it should say, why, who
and when.  It is made only if the sheet says just that.  Otherwise it is an error and, since two
people then disagree about the row, the row is held back until one of them gives way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from payroll.corrections.making import Making
from payroll.intake.lists import read_list
from payroll.intake.programs import ProgramNames
from payroll.intake.reading import Reading, TableReading
from payroll.problems import in_file_order
from payroll.rates.model import Program
from payroll.schema import ROSTER
from payroll.terms import desk as words
from payroll.terms.files import CORRECTIONS

__all__ = ["with_corrections"]


def with_corrections(reading: Reading, folder: Path, programs: Sequence[Program]) -> Reading:
    """`reading` of the month's folder with the corrections in it made, each shown as a warning and
    on the person's note; those that cannot be made are errors.  Without a list: as it is.

    What intake found in a cell that was corrected no longer holds and is dropped.
    """
    path = folder / CORRECTIONS
    if not path.is_file():
        return reading
    listed = read_list(path, words.CORRECTION_HEADINGS, words.CORRECTION_NEEDS)
    making = Making(reading, folder, ProgramNames(programs))
    for line in listed.rows:
        making.take(line)
    others = reading.roster.filter(pl.col("row_id").is_in(list(making.rows)).not_())
    changed = pl.DataFrame(list(making.rows.values()), schema=ROSTER, orient="row")
    found = [each for each in reading.problems if (each.row_id, each.cell) not in making.settled]
    counts = words.CORRECTIONS_MADE.format(made=making.made, refused=making.refused)
    return replace(
        reading,
        roster=pl.concat([others, changed]).sort("row_id"),
        problems=in_file_order([*found, *listed.problems, *making.problems]),
        sheets=[*reading.sheets, TableReading(CORRECTIONS, "", "", "", 0, notes=(counts,))],
        files={**reading.files, CORRECTIONS: listed.sha256},
    )
