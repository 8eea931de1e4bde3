"""The plug-in type of the catalogue: an e-service that this portal gives, declared once and dated.

The administrative regulation (decision 191/2011, form 1, points 1.1-3.6.3) is printed from it. `name` and `summary` are
texts for people in three languages; everything else is Azerbaijani, as an act is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from webapp.catalogue.blank import BlankField, BlankForm, BlankSection
from webapp.core.clock import today
from webapp.core.registry import plugins
from webapp.core.text import Text

Applicant = Literal["natural", "legal", "state", "other"]
Level = Literal["full", "partial"]
Kind = Literal["informative", "interactive"]
TRANSPORT: Final = 18  # Rules 3.1.18
__all__ = [
    "AGENCY",
    "TRANSPORT",
    "Applicant",
    "BlankField",
    "BlankForm",
    "BlankSection",
    "Fee",
    "Fetched",
    "Operation",
    "ServiceOffer",
    "fees_on",
    "offer_of",
    "offers",
]

AGENCY: Final = "Azərbaycan Yerüstü Nəqliyyat Agentliyi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """An amount in qəpik, what it is paid for, by which clause, and the days on which it is in force."""

    what: str
    qepik: int
    basis: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What is taken from a state register instead of being asked: which data, whose register, found by what."""

    data: str
    register: str
    by: str

    @property
    def line(self) -> str:
        """The three as the regulation says them."""
        return f"{self.data}: {self.register} ({self.by} üzrə)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An administrative operation (3.4): who does it, what, for how long at most, with which other body, with which result."""

    body: str
    responsible: str
    content: str
    most: str
    result: str
    other_body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOffer:
    """An e-service. `since` dates the definition: several of one `code` are its versions, the newest begun is in force.

    `duration` is said for full automation; for partial automation `least_days` and `most_days` are working days.
    `start` is the endpoint where one begins (with `start_with` as its arguments), `list_no` the service's number in the
    list of decision 191. One that is not `listed` begins from something that one has (a duplicate): it is found by a search and
    left out of the whole list. `tariffs` gives the fees of a day where they are rows of a table, instead of `fees`. `blank` gives the blank form (7.1.1).
    Raises ValueError for a definition that the form does not allow.
    """

    code: str
    since: date
    name: Text
    title: str
    summary: Text
    content: str
    authority: str
    areas: tuple[int, ...]
    legal_basis: tuple[str, ...]
    executors: tuple[str, ...] = ()
    level: Level = "full"
    duration: str = ""
    least_days: int | None = None
    most_days: int | None = None
    result: str
    kind: Kind
    fees: tuple[Fee, ...] = ()
    tariffs: Callable[[date], Sequence[Fee]] | None = None
    payment_ways: tuple[str, ...] = ()
    bank_details: Callable[[], Sequence[str]] | None = None
    applicants: tuple[Applicant, ...]
    informed_by: tuple[str, ...]
    fetched: tuple[Fetched, ...] = ()
    documents: tuple[str, ...] = ()
    forming: str = ""
    acceptance: str = ""
    refusals: tuple[str, ...]
    provision: str
    operations: tuple[Operation, ...]
    control_form: str
    control_order: str
    complaint_right: str
    complaint_data: str
    complaint_term: str
    start: str | None = None
    start_with: Mapping[str, str] = field(default_factory=dict)
    list_no: str | None = None
    blank: Callable[[], BlankForm] | None = None
    listed: bool = True

    @property
    def paid(self) -> bool:
        """Whether anything is to be paid for it."""
        return bool(self.fees or self.tariffs)

    def __post_init__(self) -> None:
        wrong = [why for broken, why in _breaches(self) if broken]
        if wrong:
            raise ValueError(f"{self.code}: {'; '.join(wrong)}")


def _breaches(offer: ServiceOffer) -> Iterable[tuple[bool, str]]:
    """The form's own conditions: 1.3, 1.7 with its notes, 2.2.1, 2.3, 3.2, 3.3.1, 3.4."""
    low, high = offer.least_days, offer.most_days
    yield not offer.areas, "1.4: no area"
    yield not offer.legal_basis, "1.3: no legal basis"
    yield offer.level == "full" and not offer.duration, "1.7: full automation says how long it takes"
    yield offer.level == "partial" and (low is None or high is None or low > high), "1.7: two bounds, the lower first"
    yield offer.paid and not offer.payment_ways, "2.2.1: no way to pay"
    yield any(fee.qepik <= 0 or not fee.basis for fee in offer.fees), "2.2.1: a fee has an amount and a basis"
    yield not offer.applicants, "2.3: no users"
    yield offer.kind == "interactive" and not (offer.forming and offer.acceptance), "3.2: request not described"
    yield not offer.refusals, "3.3.1: no grounds of refusal"
    yield not offer.operations or any(not step.body for step in offer.operations), "3.4: a step without its body"
    yield any(not step.responsible for step in offer.operations), "9.3.4: a step without who answers for it"


def offers(day: date | None = None) -> list[ServiceOffer]:
    """Return the definitions in force on `day` (today), one a service, in the order of the rooms."""
    day = day or today()
    found: dict[str, ServiceOffer] = {}
    for offer in plugins(ServiceOffer):
        known = found.get(offer.code)
        if offer.since <= day and (known is None or known.since < offer.since):
            found[offer.code] = offer
    return list(found.values())


def offer_of(code: str, day: date | None = None) -> ServiceOffer | None:
    """Return the definition of a service in force on `day` (today), None when there is none."""
    return next((offer for offer in offers(day) if offer.code == code), None)


def fees_on(offer: ServiceOffer, day: date) -> list[Fee]:
    """Return what is paid on `day`; tariffs that are rows are read in the open transaction."""
    if offer.tariffs is not None:
        return list(offer.tariffs(day))
    return [fee for fee in offer.fees if fee.since <= day and (fee.until is None or day <= fee.until)]
