"""Within one page the same question is asked once.

A unit of work that only reads shows one moment: whoever asks again for the same thing gets the same answer. In a
transaction that writes every question is asked anew.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from webapp.core import db
from webapp.core.transaction import only_reads

P = ParamSpec("P")
T = TypeVar("T")
ANSWERS: Final = "reading.answers"


def once_a_page(question: Callable[P, T]) -> Callable[P, T]:
    """Return `question`, which reads by plain arguments, with its answers kept until the reading ends."""

    @wraps(question)
    def ask(*args: P.args, **named: P.kwargs) -> T:
        if named or not only_reads():
            return question(*args, **named)
        known: dict[Any, T] = db.session().info.setdefault(ANSWERS, {})
        key = (ask, args)
        if key not in known:
            known[key] = question(*args, **named)
        return known[key]

    return ask


def told(question: Callable[..., object], answer: object, *args: object) -> None:
    """Let `question`, one of `once_a_page`, know its answer in the open reading: another statement brought it along."""
    if only_reads():
        answers: dict[Any, Any] = db.session().info.setdefault(ANSWERS, {})
        answers.setdefault((question, args), answer)
