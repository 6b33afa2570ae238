"""Programs as sheets call them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from payroll.intake.values.read import Read, is_blank, shown
from payroll.intake.words import key
from payroll.rates.model import Program


class ProgramNames:
    """Every name and alias of the known programs."""

    def __init__(self, programs: Sequence[Program]) -> None:
        self._programs = programs

    @cached_property
    def _ids(self) -> dict[str, str]:
        return {
            key(name): program.id
            for program in self._programs
            for name in (program.name, *program.aliases)
        }

    @cached_property
    def known(self) -> str:
        """The names of all programs, for messages."""
        return "、".join(program.name for program in self._programs) or "（费率文件夹中没有项目）"

    def read(self, text: str) -> Read[str]:
        """Id of the program that has exactly this name or alias, spaces and width aside."""
        if is_blank(text):
            return Read(None)
        program_id = self._ids.get(key(text))
        return Read(program_id) if program_id else Read(None, "unknown-program", shown(text))
