"""Employment contracts with their past, and service in state bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import ClassVar, Final

from mocks.ehis.data import numbers
from mocks.ehis.data.entities import AYNA, EXAM_CENTRE, MINISTRY, POLICE
from mocks.ehis.data.population import SEED
from mocks.ehis.data.records import EmployeeRecord, PersonRecord
from mocks.ehis.data.sent import Part, Sent
from mocks.ehis.data.vehicles import KOHNE_YOL, XEZER_YUK

BODIES: Final = (AYNA, EXAM_CENTRE, MINISTRY, POLICE)
# contracts that ended: FİN, employer, position, days since the beginning, days since the end
PAST: Final = (
    ("2RSD4K7", KOHNE_YOL, "Sürücü", 5200, 4300),
    ("1XYZ2W3", XEZER_YUK, "Sürücü", 4800, 3100),
    ("4KMR8N3", KOHNE_YOL, "Dispetçer", 2600, 1500),
)
# earlier service: FİN, body, post, years since the beginning, years since the end
SERVED: Final = (
    ("4LQR2J5", POLICE, "Mütəxəssis", 14, 10),
    ("4LQR2J5", AYNA, "Aparıcı məsləhətçi", 10, 4),
    ("8RNA7X9", EXAM_CENTRE, "Məsləhətçi", 9, 6),
)
FOUR_YEARS: Final = timedelta(days=4 * 365)


@dataclass(frozen=True, slots=True)
class EmployerPart(Part):
    """Who employs."""

    voen: str
    name: str


@dataclass(frozen=True, slots=True)
class ContractRecord(Sent):
    """A contract; address, pay and salary are sent although nobody here may keep them."""

    PROVIDER: ClassVar[str] = "EMEK"
    ELEMENT: ClassVar[str] = "contract"
    fin: str
    name: str
    address: str
    document_number: str
    service_years: int
    number: str
    entered_on: date
    employer: EmployerPart
    position: str
    since: date
    until: date | None
    main_workplace: bool
    workplace: str
    occupation_code: str
    payment: str
    salary_qepik: int


@dataclass(frozen=True, slots=True)
class EmployerRecord(Sent):
    """For whom somebody works today."""

    PROVIDER: ClassVar[str] = "EMEK"
    ELEMENT: ClassVar[str] = "employer"
    fin: str
    voen: str
    name: str
    position: str
    since: date


@dataclass(frozen=True, slots=True)
class PeriodRecord(Sent):
    """Service in one post; order, rank and salary are sent, not kept."""

    PROVIDER: ClassVar[str] = "DIM"
    ELEMENT: ClassVar[str] = "period"
    fin: str
    voen: str
    body: str
    post: str
    since: date
    until: date | None
    order_number: str
    rank: str | None
    salary_qepik: int


@dataclass(frozen=True, slots=True)
class PostRecord(Sent):
    """Whether somebody holds a post in one body."""

    PROVIDER: ClassVar[str] = "DIM"
    ELEMENT: ClassVar[str] = "post"
    fin: str
    voen: str
    holds: bool
    post: str | None = None
    since: date | None = None


def contracts(
    today: date, employees: Sequence[EmployeeRecord], people: Sequence[PersonRecord], names: dict[str, str]
) -> list[ContractRecord]:
    """Return every running contract and some that ended; the second one of a person is an additional job."""
    known = {one.fin: one for one in people}
    running = [(one.fin, one.voen, one.position, one.since, None) for one in employees]
    ended = [
        (fin, voen, post, today - timedelta(days=begun), today - timedelta(days=end))
        for fin, voen, post, begun, end in PAST
    ]
    main: set[str] = set()
    found: list[ContractRecord] = []
    for fin, voen, position, since, until in [*running, *ended]:
        rng = Random(f"contract {fin} {voen}")
        employer = EmployerPart(voen, names[voen])
        first = until is not None or fin not in main
        main |= {fin} if until is None else set()
        found.append(
            ContractRecord(
                fin,
                names[fin],
                known[fin].address,
                known[fin].document_number,
                (today - since).days // 365,
                numbers.serial(rng, "ƏM"),
                since,
                employer,
                position,
                since,
                until,
                first,
                names[voen],
                "8332" if "ürücü" in position else "2422",
                "vaxtamuzd",
                rng.randrange(400, 3000) * 100,
            )
        )
    return found


def employers(contracts: Sequence[ContractRecord]) -> list[EmployerRecord]:
    """Return the employers of today."""
    return [
        EmployerRecord(one.fin, one.employer.voen, one.employer.name, one.position, one.since)
        for one in contracts
        if one.until is None
    ]


def periods(today: date, employees: Sequence[EmployeeRecord], names: dict[str, str]) -> list[PeriodRecord]:
    """Return the service of everybody who works for a state body, and what they served elsewhere before."""
    earlier = [
        _period(fin, voen, names, post, (_years(today, begun), _years(today, end)))
        for fin, voen, post, begun, end in SERVED
    ]
    ends = {one.fin: one.until for one in earlier}
    now = [
        _period(one.fin, one.voen, names, one.position, (ends.get(one.fin) or today - FOUR_YEARS, None))
        for one in employees
        if one.voen in BODIES
    ]
    return [*earlier, *now]


def post_of(fin: str, voen: str, periods: Sequence[PeriodRecord]) -> PostRecord:
    """Return whether `fin` serves in the body `voen` today, and as what."""
    for one in periods:
        if (one.fin, one.voen, one.until) == (fin, voen, None):
            return PostRecord(fin, voen, holds=True, post=one.post, since=one.since)
    return PostRecord(fin, voen, holds=False)


def _years(today: date, count: int) -> date:
    return date(today.year - count, 2, 1)


def _period(fin: str, voen: str, names: dict[str, str], post: str, term: tuple[date, date | None]) -> PeriodRecord:
    rng = Random(f"service {SEED} {fin} {voen}")
    number = numbers.serial(rng, "Ə-")
    return PeriodRecord(fin, voen, names[voen], post, *term, number, "3-cü dərəcə", rng.randrange(900, 2500) * 100)
