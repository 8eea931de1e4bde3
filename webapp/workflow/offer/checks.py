"""Checks that a case goes through: state registers asked side by side, and rules of the room itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from webapp.catalogue.offer import Fetched
from webapp.core.text import Text
from webapp.workflow.offer.asking import Applying, CaseFacts


class Verdict(StrEnum):
    """What a check came to: SILENT is a register that did not answer, ABSENT one that knows nothing of it."""

    AGREES = "agrees"
    DIFFERS = "differs"
    ABSENT = "absent"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of a check, about `subject` (a plate, a driver's name; empty for the applicant).

    `stated` is what was said in the application, `found` what the register has, as they are shown; `remark` is one of
    the check's remarks, filled with `facts`; `source` and `as_of` (ISO instant) tell whose knowledge it is. `place` is
    the form's field that the line is about (`section.field` or `section.KEY.field`), so that a return can mark it.
    """

    verdict: Verdict
    subject: str = ""
    stated: str = ""
    found: str = ""
    remark: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    as_of: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check of the definition.

    `ask` is called outside any transaction, in a thread of its own, and may raise any refusal of `ehis.errors`: a
    register that is silent is asked again until the case's date.

    `fetched` is the line of the regulation (None for a rule of the room, which then reads through its own transaction);
    a `blocking` check that fails lets nobody approve; one that is not is a doubt for the officer. `remarks` are its
    words, by code, with %(name)s from the finding's facts.
    """

    code: str
    title: Text
    ask: Callable[[CaseFacts], Sequence[Finding]]
    fetched: Fetched | None = None
    blocking: bool = True
    remarks: Mapping[str, Text] = field(default_factory=dict)
    when: Callable[[Applying], bool] | None = None
