"""People by number, as the differences need them: the ledger's, and who was never posted."""

from __future__ import annotations

import polars as pl

from payroll.ledger.store import Ledger


class People:
    """Numbers of people: the ledger's, and negative ones for who was never posted."""

    def __init__(self, ledger: Ledger) -> None:
        self._numbers = dict(ledger.people())
        self._names = {
            person: (identities[-1].id_number, identities[-1].name)
            for person, identities in ledger.identities().items()
        }

    def numbers(self, rows: pl.DataFrame) -> pl.Series:
        """The number of each row's person, by ID number."""
        for id_number, name in rows.select("id_number", "name").unique().sort("id_number").rows():
            if id_number is not None and id_number not in self._numbers:
                self._numbers[id_number] = -1 - len(self._numbers)
            person = self._numbers.get(id_number)
            if person is not None:
                self._names.setdefault(person, (id_number, name))
        return pl.Series(
            "person", [self._numbers.get(number) for number in rows["id_number"]], dtype=pl.Int64
        )

    def called(self, person: int) -> tuple[str, str]:
        """(ID number, name) as known last."""
        return self._names.get(person, ("", ""))

    def frame(self) -> pl.DataFrame:
        """`person`, `id_number`, `name` of everybody."""
        rows = [(person, *called) for person, called in self._names.items()]
        kinds = {"person": pl.Int64, "id_number": pl.String, "name": pl.String}
        return pl.DataFrame(rows, schema=kinds, orient="row")
