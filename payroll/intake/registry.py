"""花名册.xlsx beside the months' folders: what it knows of people and a sheet leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from payroll import schema
from payroll.intake.reading import Layout
from payroll.problems import Problem, problem
from payroll.terms.headings import label

FILLED = (
    *("name", "program_id", "program_seen", "unit", "card_number", "bank"),
    *("start_date", "end_date"),
)
"""What the registry may fill, besides the ID number itself."""


@dataclass(frozen=True)
class Registry:
    """The people of the registry, as `schema.ROSTER` rows."""

    people: pl.DataFrame

    def by_identity(self) -> pl.DataFrame:
        """One row an ID number; those entered twice are left out: nobody can tell which holds."""
        return self.people.filter(
            pl.col("id_number").is_not_null() & pl.col("id_number").is_unique()
        )

    def in_post(self) -> dict[str, tuple[date | None, date | None]]:
        """First and last day in post by ID number."""
        known = self.by_identity().select("id_number", "start_date", "end_date")
        return {number: (start, end) for number, start, end in known.iter_rows()}

    def by_name(self) -> pl.DataFrame:
        """ID numbers of those whose name and unit nobody else has."""
        return self.people.filter(
            pl.col("id_number").is_not_null() & pl.struct("name", "unit").is_unique()
        ).select("name", "unit", pl.col("id_number").alias("registered"))


def fill_from_registry(
    roster: pl.DataFrame, registry: Registry, layouts: Sequence[Layout], lost: set[int]
) -> tuple[pl.DataFrame, list[Problem]]:
    """The roster with what the sheets leave out filled from the registry, and a warning for it.

    People are found by ID number, or by name and unit when these name one person only; then the
    warning is for each of them.  `lost` are rows whose ID number is there but unreadable: nothing
    is put in its place.  Fields filled by ID number are one warning for each table.
    """
    problems: list[Problem] = []
    named = roster.join(registry.by_name(), on=["name", "unit"], how="left", maintain_order="left")
    lacking = named.filter(
        pl.col("id_number").is_null()
        & pl.col("registered").is_not_null()
        & ~pl.col("row_id").is_in(sorted(lost))
    )
    for row in lacking.iter_rows(named=True):
        place = layouts[row["layout"]].cell(row["row"], "id_number")
        facts = {"unit": row["unit"], "tail": row["registered"][-4:]}
        problems.append(
            problem("id-from-registry", place, name=row["name"], row_id=row["row_id"], **facts)
        )
    problems += _find_differing(named, registry, layouts, lacking["row_id"])
    found = pl.col("row_id").is_in(lacking["row_id"].implode())
    filled = named.with_columns(
        pl.when(found).then("registered").otherwise("id_number").alias("id_number")
    ).drop("registered")
    return _fill_fields(filled, registry, layouts, problems)


def _find_differing(
    named: pl.DataFrame, registry: Registry, layouts: Sequence[Layout], by_name: pl.Series
) -> list[Problem]:
    """A warning where the registry knows the ID number under another name, or the person that only
    the name found in another program: it may be somebody else."""
    known = registry.by_identity().select(
        pl.col("id_number").alias("number"),
        *(
            pl.col(field).alias(f"known {field}")
            for field in ("name", "program_id", "program_seen")
        ),
    )
    rows = named.with_columns(
        number=pl.coalesce("id_number", "registered"),
        matched=pl.col("row_id").is_in(by_name.implode()),
    ).join(known, on="number", how="inner", maintain_order="left")
    checks = {
        "name": pl.col("name") != pl.col("known name"),
        "program_seen": pl.col("matched") & (pl.col("program_id") != pl.col("known program_id")),
    }
    return [
        problem(
            "registry-differs",
            layouts[row["layout"]].cell(row["row"], field),
            name=row["name"] or "",
            row_id=row["row_id"],
            label=label(field),
            known=row[f"known {field}"],
            own=row[field],
        )
        for field, differs in checks.items()
        for row in rows.filter(differs.fill_null(value=False)).iter_rows(named=True)
    ]


def _fill_fields(
    roster: pl.DataFrame, registry: Registry, layouts: Sequence[Layout], problems: list[Problem]
) -> tuple[pl.DataFrame, list[Problem]]:
    known = registry.by_identity().select(
        "id_number", *(pl.col(name).alias(f"known {name}") for name in FILLED)
    )
    joined = roster.join(known, on="id_number", how="left", maintain_order="left")
    program = pl.col("program_seen").is_null() & pl.col("program_id").is_null()
    lacks = {
        name: (program if name.startswith("program") else pl.col(name).is_null())
        & pl.col(f"known {name}").is_not_null()
        for name in FILLED
    }
    marks = joined.select("layout", *(each.alias(name) for name, each in lacks.items()))
    counts = marks.group_by("layout", maintain_order=True).agg(pl.col(FILLED).sum())
    for row in counts.iter_rows(named=True):
        fields = [label(name) for name in FILLED if row[name] and name != "program_id"]
        if fields:
            people = max(row[name] for name in FILLED)
            layout = layouts[row["layout"]]
            place = layout.cell(None, "")
            facts = {"fields": "、".join(fields), "people": people}
            problems.append(problem("filled-from-registry", place, **facts))
    filled = joined.with_columns(
        pl.when(each).then(pl.col(f"known {name}")).otherwise(pl.col(name)).alias(name)
        for name, each in lacks.items()
    )
    return filled.select(list(schema.ROSTER)), problems
