"""Every question of the api, once, about somebody of the demo world."""

from datetime import timedelta

from mocks.ehis.data import notary
from mocks.ehis.data.entities import MINISTRY
from mocks.ehis.data.ledger import UNION, WORKSHOPS
from mocks.ehis.data.numbers import voens
from webapp.core.clock import today
from webapp.ehis import api
from webapp.ehis.api import InsuranceKind, Purpose

FLEET = {"purpose": Purpose.FLEET, "asked_by": "7LYL5H2"}
CASE = {"purpose": Purpose.PERMIT, "asked_by": "2ZAR9W1", "issue": "M-2026-17"}
WORKSHOP = {"purpose": Purpose.WORKSHOP, "asked_by": "2ZAR9W1"}
OBJECT = {"purpose": Purpose.INFRASTRUCTURE, "asked_by": "2ZAR9W1", "issue": "M-2026-18"}
SERVICE = {"purpose": Purpose.CIVIL_SERVICE, "asked_by": "6VSL3G4"}
GROUND = "Avtovağzalın reyestrə daxil edilməsi barədə M-2026-18 nömrəli müraciət"
TICKET = {"purpose": Purpose.TICKET, "asked_by": "5AYS3L1"}
XEZER, ABSERON, KOHNE_YOL = "9900010101", "9900010491", "9900010511"
WORKSHOP_FIRM = voens(15_000_001, WORKSHOPS[0] + 1)[-1]


def act_of(barcode):
    """Number and day of the act by which a demo power was given."""
    act = notary.act_of(barcode, today())
    return act.register_number, act.registered_on


def last_year():
    return today() - timedelta(days=365), today()


QUESTIONS = {
    "getPerson": lambda: api.get_person("5AYS3L1", **CASE),
    "verifyDocument": lambda: api.verify_document("5AYS3L1", "AA00000000", **CASE),
    "getLegalEntity": lambda: api.get_legal_entity(XEZER, **CASE),
    "listByHead": lambda: api.organisations_headed_by("7LYL5H2", **CASE),
    "getDebt": lambda: api.debts_of(KOHNE_YOL, **FLEET),
    "getContributionDebt": lambda: api.debts_of(KOHNE_YOL, **FLEET),
    "getNonCommercialEntity": lambda: api.get_non_commercial_entity(UNION, **CASE),
    "getVehicle": lambda: api.get_vehicle("10-XY-101", **FLEET),
    "listVehiclesByOwner": lambda: api.vehicles_of(XEZER, **FLEET),
    "getInspection": lambda: api.get_inspection("10 xy 101", **FLEET),
    "getLicence": lambda: api.get_licence("2RSD4K7", **FLEET),
    "getRestrictions": lambda: api.restrictions_of("1XYZ2W3", **FLEET),
    "listEmployees": lambda: api.employees_of(XEZER, **FLEET),
    "getContracts": lambda: api.contracts_of("2RSD4K7", **FLEET),
    "getActiveEmployer": lambda: api.active_employers_of("2RSD4K7", **FLEET),
    "getCrossings": lambda: api.crossings_of("10-XY-101", *last_year(), **FLEET),
    "isAbroad": lambda: api.is_abroad("10-XY-102", **FLEET),
    "getPolicies": lambda: api.policies_of_vehicle("10-XY-101", InsuranceKind.LIABILITY, **FLEET),
    "getPowerByBarcode": lambda: api.power_by_barcode("100020260001", **FLEET),
    "getPowerByAct": lambda: api.power_by_act(*act_of("100020260001"), **FLEET),
    "listPowersForRepresented": lambda: api.powers_for(XEZER, **FLEET),
    "listVehicleUses": lambda: api.vehicle_uses_of(XEZER, **FLEET),
    "getRights": lambda: api.estate_rights_of(XEZER, ground=GROUND, **OBJECT),
    "getExtract": lambda: api.estate_extract("401202600014", ground=GROUND, **OBJECT),
    "resolveAddress": lambda: api.resolve_address("Gəncə şəhəri, Lenin küçəsi 101", **OBJECT),
    "getDriverMedical": lambda: api.driver_medical("1XYZ2W3", **FLEET),
    "listAccreditations": lambda: api.accreditations_of(WORKSHOP_FIRM, **WORKSHOP),
    "listEducationDocuments": lambda: api.education_documents_of("4LQR2J5", **SERVICE),
    "listDomesticTraining": lambda: api.domestic_training_of("2RSD4K7", **FLEET),
    "listTaxiTraining": lambda: api.taxi_training_of("3LVN6T9", **FLEET),
    "getServicePeriods": lambda: api.service_periods_of("4LQR2J5", **SERVICE),
    "getFamilyState": lambda: api.family_state_of("4LQR2J5", **SERVICE),
    "listDegrees": lambda: api.degrees_of("8RNA7X9", **SERVICE),
    "listLanguageCertificates": lambda: api.language_certificates_of("4LQR2J5", **SERVICE),
    "listMilitaryPeriods": lambda: api.military_periods_of("2ZAR9W1", **SERVICE),
    "listSpecialRanks": lambda: api.special_ranks_of("8RNA7X9", **SERVICE),
    "listClearances": lambda: api.clearances_of("4LQR2J5", **SERVICE),
    "getBenefits": lambda: api.benefits_of("5AYS3L1", **TICKET),
    "requestEntryPermit": lambda: api.request_entry_permit("5AYS3L1", "AA1234567", today(), today(), **TICKET),
    "verifyPost": lambda: api.verify_post("4LQR2J5", MINISTRY, **SERVICE),
}
