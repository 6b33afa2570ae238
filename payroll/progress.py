"""How far long work has come, for whoever listens: nobody, unless a console asks to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

Listener = Callable[[str, int, int], None]
"""Is told what is being done, how many things are done, and of how many."""

_Thing = TypeVar("_Thing")
_listeners: list[Listener] = []


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Tell `listener` of the work done inside."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def told(things: Sequence[_Thing], what: str) -> Iterator[_Thing]:
    """The things one by one; before each, and after the last, listeners hear how many are done.

    >>> with heard_by(print):
    ...     _ = [*told(["a.xlsx", "b.xlsx"], "读")]
    读 0 2
    读 1 2
    读 2 2
    """
    for done, thing in enumerate(things):
        for listener in _listeners:
            listener(what, done, len(things))
        yield thing
    for listener in _listeners:
        listener(what, len(things), len(things))
