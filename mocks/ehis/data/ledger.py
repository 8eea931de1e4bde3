"""What organisations owe, unions and funds, accredited bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import ClassVar, Final

from mocks.ehis.data import numbers
from mocks.ehis.data.records import EntityRecord, PersonRecord
from mocks.ehis.data.sent import Part, Sent
from mocks.ehis.data.vehicles import KOHNE_YOL

UNION, FUND, DISSOLVED = numbers.voens(99_400_001, 3)
UNIONS: Final = (
    (UNION, "“Beynəlxalq Avtomobil Daşıyıcıları” Assosiasiyası", "İctimai birlik", "active"),
    (FUND, "“Təhlükəsiz Yol” Fondu", "Fond", "active"),
    (DISSOLVED, "“Sürücülər Klubu” İctimai Birliyi", "İctimai birlik", "liquidated"),
)
TAX_EVERY: Final = 9
CONTRIBUTIONS_EVERY: Final = 11
WORKSHOPS: Final = (2, 5, 8, 11)  # of the generated firms, those that install tachographs


@dataclass(frozen=True, slots=True)
class DebtItem(Part):
    """A line of the debt."""

    title: str
    amount_qepik: int


@dataclass(frozen=True, slots=True)
class TaxDebtRecord(Sent):
    """A taxpayer's debt; amounts are sent although charter 5.2.7 lets us know only that there is one."""

    PROVIDER: ClassVar[str] = "DVX"
    ELEMENT: ClassVar[str] = "debt"
    voen: str
    has_debt: bool
    amount_qepik: int | None = None
    since: date | None = None
    item: tuple[DebtItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ContributionDebtRecord(TaxDebtRecord):
    """A debt of compulsory social insurance."""

    PROVIDER: ClassVar[str] = "DSMF"


@dataclass(frozen=True, slots=True)
class HeadPart(Part):
    """Who leads."""

    fin: str
    name: str


@dataclass(frozen=True, slots=True)
class FounderPart(Part):
    """Who founded; sent, never kept."""

    name: str


@dataclass(frozen=True, slots=True)
class UnionRecord(Sent):
    """A non-commercial entity."""

    PROVIDER: ClassVar[str] = "ADLIYYE"
    ELEMENT: ClassVar[str] = "entity"
    voen: str
    name: str
    legal_form: str
    address: str
    registration_number: str
    registered_on: date
    head: HeadPart
    status: str
    founder: tuple[FounderPart, ...]


@dataclass(frozen=True, slots=True)
class AttestationRecord(Sent):
    """An accreditation attestation."""

    PROVIDER: ClassVar[str] = "AKKRED"
    ELEMENT: ClassVar[str] = "attestation"
    voen: str
    holder_name: str
    legal_form: str
    address: str
    number: str
    issued_on: date
    valid_to: date
    scope: str
    status: str
    auditor: str


def tax_debts(today: date, entities: Sequence[EntityRecord]) -> list[TaxDebtRecord]:
    """Return for every taxpayer whether it owes taxes: Köhnə Yol does, so does every ninth of the generated firms."""
    return [_debt(TaxDebtRecord, one, _owes(one, index, TAX_EVERY), today) for index, one in enumerate(entities)]


def contribution_debts(today: date, entities: Sequence[EntityRecord]) -> list[TaxDebtRecord]:
    """Return the same of contributions: Köhnə Yol, and every eleventh of the generated firms."""
    return [
        _debt(ContributionDebtRecord, one, _owes(one, index, CONTRIBUTIONS_EVERY), today)
        for index, one in enumerate(entities)
    ]


def unions(today: date, heads: Sequence[PersonRecord]) -> list[UnionRecord]:
    """Return three non-commercial entities, one of them dissolved."""
    return [
        UnionRecord(
            voen,
            name,
            form,
            "Bakı şəhəri, Yasamal rayonu, Şərifzadə küçəsi 40",
            numbers.serial(Random(voen), "QK"),
            date(today.year - 9, 5, 20),
            HeadPart(head.fin, head.full_name),
            status,
            (FounderPart(head.full_name), FounderPart("“Sərmayə” ASC")),
        )
        for (voen, name, form, status), head in zip(UNIONS, heads, strict=False)
    ]


def attestations(today: date, firms: Sequence[EntityRecord]) -> list[AttestationRecord]:
    """Return the workshops' attestations: one good, one that ended yesterday, one ending today, one suspended."""
    day = timedelta(days=1)
    ends = (today + 400 * day, today - day, today, today + 200 * day)
    states = ("valid", "valid", "valid", "suspended")
    return [
        _attestation(firms[index], valid_to, status)
        for index, valid_to, status in zip(WORKSHOPS, ends, states, strict=True)
    ]


def _owes(one: EntityRecord, index: int, every: int) -> bool:
    return one.voen == KOHNE_YOL or (one.voen.startswith("15") and index % every == 0)


def _debt(kind: type[TaxDebtRecord], one: EntityRecord, owes: bool, today: date) -> TaxDebtRecord:  # noqa: FBT001 - the record's own yes or no
    if not owes:
        return kind(one.voen, has_debt=False)
    amount = Random(f"{kind.__name__} {one.voen}").randrange(200, 40_000) * 100
    items = (DebtItem("Əsas məbləğ", amount * 3 // 4), DebtItem("Faiz", amount - amount * 3 // 4))
    return kind(one.voen, has_debt=True, amount_qepik=amount, since=today - timedelta(days=140), item=items)


def _attestation(firm: EntityRecord, valid_to: date, status: str) -> AttestationRecord:
    return AttestationRecord(
        firm.voen,
        firm.name,
        firm.legal_form,
        firm.address,
        numbers.serial(Random(firm.voen), "AZ.AK."),
        valid_to - timedelta(days=1460),
        valid_to,
        "Taxoqrafların quraşdırılması, yoxlanılması, təmiri və kalibrlənməsi",
        status,
        "Akkreditasiya üzrə ekspert",
    )
