"""The plug-in type of the workflow: an e-service decided as a case, declared once and dated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from webapp.catalogue.offer import Applicant, Fee
from webapp.core.clock import today
from webapp.core.permissions import Permission
from webapp.core.registry import from_manifests, plugins
from webapp.core.text import Text
from webapp.workflow.offer.asking import Answers, Applying, CaseFacts
from webapp.workflow.offer.checks import Check
from webapp.workflow.offer.deciding import Automatic, FeeLine, Ground, Review
from webapp.workflow.offer.fields import Field, Section

FEE_DAYS: Final = 5  # working days to pay after the notice (law on state duty; dated with the definition)
COMPLAINT_DAYS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What the regulation says beyond what follows from the definition; Azerbaijani, as an act is."""

    title: str
    content: str
    result: str
    basis: tuple[str, ...]
    list_no: str | None = None
    executors: tuple[str, ...] = ()
    areas: tuple[int, ...] = (18,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How the case runs. Days are working days; they stop while the applicant mends something.

    `consent` is whether silence until the date is consent; `four_eyes` whether an approval needs a second officer.
    `return_days` is how long the applicant has to mend before the case is closed as given up.
    """

    days: int
    automatic: Automatic = Automatic.PROPOSE
    four_eyes: bool = False
    consent: bool = False
    reviews: tuple[Review, ...] = ()
    return_days: int = 10
    fee_days: int = FEE_DAYS
    complaint_days: int = COMPLAINT_DAYS
    remind_days: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseType:
    """An e-service. `since` dates the definition: several of one `code` are its versions; a case keeps its own.

    `started_by` office means that an officer opens the case (a suspension): it has no signature, fee or register of
    applicants. `right` is what a responsible person needs, beside that of applying at all, to begin and to send it.
    `may_apply` raises the refusal that the applicant reads before filling in anything, and again when the
    application is handed in. `prefill` gives answers that are known,
    `known` what registers hold of the applicant: it is shown above the form and cannot be changed there. `fee` reads the tariffs in force on `facts.day`
    inside a transaction; `fees` are the same for the regulation. `effect` does what was decided, in the transaction of
    the decision (after payment when there is a fee): it returns the key of what came to be and may raise a refusal,
    which leaves the case as it was. `result_url` leads from that key to its page. `about` names the subject for lists.
    """

    code: str
    since: date
    name: Text
    summary: Text
    law: Law
    applicants: tuple[Applicant, ...] = ("legal", "natural")
    party_kinds: frozenset[str] = frozenset({"organisation", "entrepreneur"})
    started_by: Literal["applicant", "office"] = "applicant"
    right: Permission | None = None
    signed: bool = True
    sections: tuple[Section, ...] = ()
    checks: tuple[Check, ...] = ()
    course: Course
    refusals: tuple[Ground, ...]
    returns: tuple[Ground, ...] = ()
    may_apply: Callable[[Applying], None] | None = None
    prefill: Callable[[Applying], Answers] | None = None
    known: Callable[[Applying], Sequence[tuple[Text, str]]] | None = None
    fee: Callable[[CaseFacts], Sequence[FeeLine]] | None = None
    fees: Callable[[date], Sequence[Fee]] | None = None
    effect: Callable[[CaseFacts], str]
    result_url: Callable[[str], str] | None = None
    about: Callable[[Answers], str] | None = None
    confirmations: tuple[Text, ...] = field(default=())

    def __post_init__(self) -> None:
        rows = any(section.rows is not None for section in self.sections)
        if self.started_by == "office" and (rows or self.copies):
            raise ValueError(f"{self.code}: what the office begins is one page: no rows, no copies")

    def section(self, code: str) -> Section | None:
        """Return the section with this code."""
        return next((section for section in self.sections if section.code == code), None)

    def sections_for(self, applying: Applying) -> list[Section]:
        """Return the sections that this applicant is asked."""
        return [one for one in self.sections if one.when is None or one.when(applying)]

    @property
    def copies(self) -> list[Field]:
        """The documents whose copies are asked for."""
        return [one for section in self.sections for one in section.fields if one.kind == "copy"]


@from_manifests
def _by_code() -> dict[str, tuple[CaseType, ...]]:
    found: dict[str, list[CaseType]] = {}
    for one in plugins(CaseType):
        found.setdefault(one.code, []).append(one)
    return {code: tuple(sorted(types, key=lambda one: one.since)) for code, types in found.items()}


def case_types(day: date | None = None) -> list[CaseType]:
    """Return the definitions in force on `day` (today), one a service, in the order of the rooms."""
    return [found for code in _by_code() if (found := type_in_force(code, day)) is not None]


def type_in_force(code: str, day: date | None = None) -> CaseType | None:
    """Return the definition of a service in force on `day` (today), None when there is none."""
    day = day or today()
    return next((one for one in reversed(_by_code().get(code, ())) if one.since <= day), None)


def type_of(code: str, since: date) -> CaseType | None:
    """Return the very version of the definition that a case keeps."""
    return next((one for one in _by_code().get(code, ()) if one.since == since), None)
