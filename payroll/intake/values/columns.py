"""Reading whole columns of text: every different text once, ordinary ones not at all.

The readers of the sibling modules are plain functions of one text, which a person can follow and
a doctest can show.  A column of a million days holds a few dozen different texts; a column of ID
numbers is nearly all in its final form, which one pattern recognises.  So the work in Python is
small however long the column is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import polars as pl

from payroll.intake.values.finding import Finding
from payroll.intake.values.read import Read

V = TypeVar("V")


def typed(
    texts: pl.Series,
    read: Callable[[str], Read[V]],
    dtype: pl.DataType | type[pl.DataType],
    final: str | None = None,
) -> tuple[pl.Series, list[Finding]]:
    """Values of a column of texts (null stays null), and a finding for each row with a remark.

    `final` is a pattern of texts that `read` would return unchanged; only for text columns.
    The field of the findings is the name of `texts`.
    """
    odd = texts.drop_nulls()
    if final is not None:
        odd = odd.filter(~odd.str.contains(final))
        if odd.is_empty():
            return texts.cast(dtype), []
    reads = {text: read(text) for text in odd.unique(maintain_order=True)}
    values = texts.replace_strict(
        pl.Series(list(reads), dtype=pl.String),
        pl.Series([each.value for each in reads.values()], dtype=dtype),
        default=None if final is None else texts,
        return_dtype=dtype,
    )
    remarks = {text: each for text, each in reads.items() if each.code}
    if not remarks:
        return values, []
    remarked = texts.is_in(list(remarks)).fill_null(value=False).arg_true()
    return values, [
        Finding(
            position,
            texts.name,
            remarks[text].code,
            {"before": remarks[text].before, "after": remarks[text].after},
        )
        for position, text in zip(remarked, texts.gather(remarked), strict=True)
    ]
