"""Programs as sheets call them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from payroll.intake.values.read import Read, is_blank, shown
from payroll.intake.words import key

if TYPE_CHECKING:
    from payroll.rates.model import Program

_BY_DAYS = frozenset({"attended", "deduct_21_75"})


_NOTE = re.compile(r"\([^()]*\)$")


class ProgramNames:
    """Every name and alias of the known programs, and nothing else of them: what a process that
    only reads files has to be told."""

    def __init__(self, programs: Sequence[Program]) -> None:
        names = [
            (key(name), program.id)
            for program in programs
            for name in (program.name, *program.aliases)
        ]
        self._ids: Mapping[str, str] = dict(sorted(names, key=lambda each: -len(each[0])))
        self.names: Mapping[str, str] = {program.id: program.name for program in programs}
        """Program id → its name."""
        self.without_days = frozenset(
            program.id for program in programs if program.components and not _by_days(program)
        )
        """Ids of the programs whose pay does not depend on days."""

    @property
    def known(self) -> str:
        """The names of all programs, for messages."""
        return "、".join(self.names.values()) or "（费率文件夹中没有项目）"

    @property
    def words(self) -> tuple[str, ...]:
        """Every name and alias, the longest first."""
        return tuple(self._ids)

    def read(self, text: str) -> Read[str]:
        """Id of the program that has this name or alias, spaces, width and a note aside.

        A note in brackets behind the name is remarked on; where it names another program, the
        text as a whole names none.
        """
        if is_blank(text):
            return Read(None)
        program_id = self._ids.get(key(text))
        if program_id:
            return Read(program_id)
        program_id = self._ids.get(_NOTE.sub("", key(text)))
        if program_id and len(self.mentioned(text)) == 1:
            return Read(program_id, "program-cleaned", shown(text), self.names[program_id])
        return Read(None, "unknown-program", shown(text))

    def mentioned(self, text: str) -> dict[str, str]:
        """The programs that a title or a file name mentions: id → the words that do."""
        rest = key(text)
        found: dict[str, str] = {}
        for name, program_id in self._ids.items():
            if name in rest:
                found.setdefault(program_id, name)
                rest = rest.replace(name, "\0")
        return found


def _by_days(program: Program) -> bool:
    return any(
        component.per != "person" and component.proration in _BY_DAYS
        for component in program.components
    )
