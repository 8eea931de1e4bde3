"""Asking a register about several things side by side: what it does not know, or does not answer, is a line like another."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime
from typing import Final, Protocol, TypedDict, TypeVar

from webapp.core.errors import Unavailable
from webapp.ehis.api import Purpose, source_name
from webapp.ehis.errors import NotInRegister, SeveralInRegister
from webapp.workflow.offer import CaseFacts, Finding, Verdict

Thing = TypeVar("Thing")
AT_ONCE: Final = 4


class Asking(TypedDict):
    """What every question to a register says of itself."""

    purpose: Purpose
    asked_by: str
    issue: str


class Vouched(Protocol):
    """A value of a register."""

    @property
    def source(self) -> str:
        """Whose it is."""

    @property
    def as_of(self) -> datetime:
        """For which instant it holds."""


def asking(facts: CaseFacts) -> Asking:
    """Return the purpose, in whose name is asked, and for which case."""
    return {"purpose": Purpose.PERMIT, "asked_by": facts.asked_by or facts.fin, "issue": facts.issue}


def line(
    agrees: object,
    value: Vouched,
    *,
    subject: str = "",
    place: str = "",
    stated: str = "",
    found: str = "",
    remark: str = "",
) -> Finding:
    """Return the line that a register's answer makes; `remark` stands only where it does not agree."""
    return Finding(
        verdict=Verdict.AGREES if agrees else Verdict.DIFFERS,
        subject=subject,
        stated=stated,
        found=found,
        remark="" if agrees else remark,
        source=str(source_name(value.source)),
        as_of=value.as_of.isoformat(),
        place=place,
    )


def each(
    things: Iterable[Thing], ask: Callable[[Thing], list[Finding]], name: Callable[[Thing], tuple[str, str]]
) -> list[Finding]:
    """Return the lines of all things, asked a few at once; `name` gives (subject, place) of one."""

    def one(thing: Thing) -> list[Finding]:
        subject, place = name(thing)
        try:
            return ask(thing)
        except (NotInRegister, SeveralInRegister):
            return [Finding(verdict=Verdict.ABSENT, subject=subject, place=place)]
        except Unavailable:
            return [Finding(verdict=Verdict.SILENT, subject=subject, place=place)]

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        waiting = [pool.submit(copy_context().run, one, thing) for thing in things]
        return [finding for future in waiting for finding in future.result()]
