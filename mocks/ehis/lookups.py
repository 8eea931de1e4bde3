"""How each service finds its records in the world: one that is looked for, or a list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from mocks.ehis.data.borders import CrossingRecord, PresenceRecord
from mocks.ehis.data.careers import ContractRecord, EmployerRecord, PeriodRecord, PostRecord, post_of
from mocks.ehis.data.estate import AddressRecord, RightRecord
from mocks.ehis.data.fitness import EducationRecord, ExaminationRecord, TaxiTrainingRecord, TrainingRecord
from mocks.ehis.data.insurance import PolicyRecord
from mocks.ehis.data.journeys import BenefitRecord, entry_of
from mocks.ehis.data.ledger import AttestationRecord, ContributionDebtRecord, TaxDebtRecord, UnionRecord
from mocks.ehis.data.notary import PowerRecord, UseRecord
from mocks.ehis.data.roadworthiness import InspectionRecord, RestrictionRecord
from mocks.ehis.data.sent import Sent
from mocks.ehis.data.servants import (
    ClearanceRecord,
    DegreeRecord,
    FamilyRecord,
    LanguageRecord,
    MilitaryRecord,
    SpecialRankRecord,
)
from mocks.ehis.data.world import World
from mocks.ehis.rows import Record

BAKU: Final = ZoneInfo("Asia/Baku")
Lookup = Callable[[World, Mapping[str, str]], Sequence[Record]]


@dataclass(frozen=True, slots=True)
class DocumentCheckRecord(Sent):
    """Whether an identity document is that person's and in force."""

    PROVIDER: ClassVar[str] = "DIN"
    ELEMENT: ClassVar[str] = "document"
    fin: str
    number: str
    valid: bool
    valid_to: date | None = None
    kind: str | None = None
    issuer: str | None = None


def of_first(name: str, field: str, parameter: str) -> Lookup:
    """Return a look-up in one of the world's first registers by a field that equals a parameter."""
    return lambda world, asked: [one for one in getattr(world, name) if getattr(one, field) == asked[parameter]]


def of(kind: type[Sent], field: str, parameter: str = "") -> Lookup:
    """Return a look-up among the records of one kind by a field that equals a parameter, of the same name by default."""
    return lambda world, asked: [
        one for one in world.every(kind) if getattr(one, field) == asked.get(parameter or field)
    ]


def _document(world: World, asked: Mapping[str, str]) -> list[DocumentCheckRecord]:
    holders = [one for one in world.people if one.fin == asked["fin"]]
    own = [one for one in holders if one.document_number == asked["number"]]
    if not own:
        return [DocumentCheckRecord(one.fin, asked["number"], valid=False) for one in holders]
    return [
        DocumentCheckRecord(
            one.fin,
            one.document_number,
            one.status == "alive" and one.document_valid_to >= world.today,
            one.document_valid_to,
            "Şəxsiyyət vəsiqəsi",
            "Asan Xidmət",
        )
        for one in own
    ]


def _today(world: World) -> date:
    return world.today


def _crossings(world: World, asked: Mapping[str, str]) -> list[CrossingRecord]:
    since, until = date.fromisoformat(asked["since"]), date.fromisoformat(asked["until"])
    of_vehicle = [one for one in world.every(CrossingRecord) if one.plate == asked["plate"]]
    return [one for one in of_vehicle if since <= _day(one.at) <= until]


def _day(instant: datetime) -> date:
    return instant.astimezone(BAKU).date()


def _policies(world: World, asked: Mapping[str, str]) -> list[PolicyRecord]:
    wanted = (asked.get("plate"), asked.get("voen"), asked["kind"])
    return [one for one in world.every(PolicyRecord) if (one.plate, one.voen, one.kind) == wanted]


def _act(world: World, asked: Mapping[str, str]) -> list[PowerRecord]:
    wanted = (asked["registerNumber"], date.fromisoformat(asked["registeredOn"]))
    return [one for one in world.every(PowerRecord) if (one.act.register_number, one.act.registered_on) == wanted]


def _post(world: World, asked: Mapping[str, str]) -> list[PostRecord]:
    known = asked["fin"] in world.names and asked["voen"] in world.names
    return [post_of(asked["fin"], asked["voen"], world.every(PeriodRecord))] if known else []


SINGLE: Final[dict[str, Lookup]] = {
    "getPerson": of_first("people", "fin", "fin"),
    "verifyDocument": _document,
    "getLegalEntity": of_first("entities", "voen", "voen"),
    "getDebt": of(TaxDebtRecord, "voen"),
    "getContributionDebt": of(ContributionDebtRecord, "voen"),
    "getNonCommercialEntity": of(UnionRecord, "voen"),
    "getVehicle": of_first("vehicles", "plate", "plate"),
    "getInspection": of(InspectionRecord, "plate"),
    "getLicence": of_first("licences", "fin", "fin"),
    "isAbroad": of(PresenceRecord, "plate"),
    "getPowerByBarcode": of(PowerRecord, "barcode"),
    "getPowerByAct": _act,
    "resolveAddress": of(AddressRecord, "former", "address"),
    "getDriverMedical": of(ExaminationRecord, "fin"),
    "verifyPost": _post,
    "getFamilyState": of(FamilyRecord, "fin"),
    "requestEntryPermit": lambda world, asked: entry_of(world.people, asked),
}
LISTS: Final[dict[str, Lookup]] = {
    "listByHead": of_first("entities", "head_fin", "fin"),
    "listVehiclesByOwner": of_first("vehicles", "owner", "owner"),
    "listEmployees": of_first("employees", "voen", "voen"),
    "getRestrictions": of(RestrictionRecord, "fin"),
    "getContracts": of(ContractRecord, "fin"),
    "getActiveEmployer": of(EmployerRecord, "fin"),
    "getCrossings": _crossings,
    "getPolicies": _policies,
    "listPowersForRepresented": of(PowerRecord, "represented"),
    "listVehicleUses": of(UseRecord, "user"),
    "getRights": of(RightRecord, "holder"),
    "getExtract": of(RightRecord, "register_number", "registerNumber"),
    "listAccreditations": of(AttestationRecord, "voen"),
    "listEducationDocuments": of(EducationRecord, "fin"),
    "listDomesticTraining": of(TrainingRecord, "fin"),
    "listTaxiTraining": of(TaxiTrainingRecord, "fin"),
    "getBenefits": of(BenefitRecord, "fin"),
    "getServicePeriods": of(PeriodRecord, "fin"),
    "listDegrees": of(DegreeRecord, "fin"),
    "listLanguageCertificates": of(LanguageRecord, "fin"),
    "listMilitaryPeriods": of(MilitaryRecord, "fin"),
    "listSpecialRanks": of(SpecialRankRecord, "fin"),
    "listClearances": of(ClearanceRecord, "fin"),
}
