"""The registers send more than may be kept: what reaches the rooms above is what the matrix names, and no more."""

import dataclasses

import pytest

from tests.ehis.questions.asking import CASE, FLEET, GROUND, KOHNE_YOL, OBJECT, QUESTIONS
from webapp.ehis import api
from webapp.ehis.api import Purpose
from webapp.ehis.policy import POLICIES

# What comes over the wire (clause of the charter, or the list of sources) and must not be found in any value.
SENT_BUT_DROPPED = {
    "getPerson": ("birthPlace", "citizenship", "issuer"),
    "getLegalEntity": ("founder", "sharePercent"),
    "listByHead": ("founder", "sharePercent"),
    "getDebt": ("amountQepik", "item", "since"),
    "getContributionDebt": ("amountQepik", "item", "since"),
    "getNonCommercialEntity": ("founder",),
    "getVehicle": ("engineNumber", "certificateNumber"),
    "getInspection": ("station", "mileageKm"),
    "getLicence": ("penaltyPoints",),
    "getRestrictions": ("reason", "authority"),
    "listEmployees": ("payment", "contractNumber"),
    "getContracts": ("salaryQepik", "payment", "address"),
    "getActiveEmployer": ("position",),
    "getCrossings": ("driver", "passengers", "documentNumber"),
    "getPolicies": ("insurer", "premiumQepik", "number"),
    "getPowerByAct": ("documentNumber", "address", "office"),
    "getPowerByBarcode": ("documentNumber", "address", "act"),
    "listPowersForRepresented": ("documentNumber", "address", "act"),
    "listVehicleUses": ("owner", "act"),
    "getRights": ("sharePercent", "encumbrance"),
    "getExtract": ("sharePercent", "coOwner"),
    "getDriverMedical": ("diagnosis", "bloodGroup", "doctor"),
    "listAccreditations": ("auditor", "address"),
    "listEducationDocuments": ("averageMark", "holderName"),
    "listDomesticTraining": ("score",),
    "listTaxiTraining": ("score",),
    "getBenefits": ("certificateNumber", "ground"),
    "requestEntryPermit": ("officer",),
    "getServicePeriods": ("salaryQepik", "orderNumber"),
    "getFamilyState": ("spouseName", "actNumber"),
    "listDegrees": ("dissertation", "council"),
    "listLanguageCertificates": ("points",),
    "listMilitaryPeriods": ("unit", "fitness"),
    "listSpecialRanks": ("orderNumber",),
    "listClearances": ("fileNumber", "official"),
}


def values(answer):
    """Return the plain values of an answer as texts, lists and parts taken apart."""
    if dataclasses.is_dataclass(answer):
        return {text for one in dataclasses.fields(answer) for text in values(getattr(answer, one.name))}
    if isinstance(answer, tuple):
        return {text for one in answer for text in values(one)}
    return {str(answer)}


def sent(archive, code):
    """Return the answer of the register to `code` as it came."""
    answers = [one for one in archive.kept if one.direction == "answer" and f"/{code}/" in one.service]
    return answers[-1].message.decode()


@pytest.mark.parametrize("code", SENT_BUT_DROPPED)
def test_more_is_sent_than_is_kept(code, archive, database):
    answer = QUESTIONS[code]()
    wire = sent(archive, code)

    for name in SENT_BUT_DROPPED[code]:
        assert f":{name}>" in wire or f'"{name}":' in wire, name  # SOAP, or JSON
        assert name not in {part for path in POLICIES[code].fields for part in path.split("/")}
    assert values(answer)


def test_an_amount_of_debt_is_on_the_wire_and_nowhere_else(archive):
    debts = api.debts_of(KOHNE_YOL, **FLEET)
    amount = sent(archive, "getDebt").split("amountQepik>")[1].split("<")[0]

    assert int(amount) > 0
    assert debts.any
    assert values(debts.tax) >= {"True", KOHNE_YOL}
    assert amount not in values(debts)
    assert {one.name for one in dataclasses.fields(debts.tax)} == {"voen", "has_debt", "source", "as_of"}


def test_a_diagnosis_is_on_the_wire_and_nowhere_else(archive):
    medical = api.driver_medical("1XYZ2W3", **FLEET)

    assert "miopiya" in sent(archive, "getDriverMedical")
    assert not [text for text in values(medical) if "miopiya" in text]


def test_who_drove_over_the_border_is_not_kept(archive):
    crossings = QUESTIONS["getCrossings"]()

    assert "Sürücü Sınaq oğlu" in sent(archive, "getCrossings")
    assert "Sürücü Sınaq oğlu" not in values(crossings)


def test_the_agents_number_is_not_kept_but_the_four_fields_of_the_charter_are(archive):
    power = api.power_by_barcode("100020260001", **FLEET)

    assert "2RSD4K7" in sent(archive, "getPowerByBarcode")
    assert "2RSD4K7" not in values(power)
    assert (power.agent_given_name, power.agent_patronymic, power.agent_family_name) == ("Rəşad", "Tofiq", "Məmmədov")
    assert (power.plate, bool(power.powers), power.valid_to > power.valid_from) == ("10-XY-101", True, True)


def test_co_owners_of_a_property_are_not_kept(archive, database):
    rights = api.estate_extract("401202600014", ground=GROUND, **OBJECT)

    assert "Ortaq mülkiyyətçi" in sent(archive, "getExtract")
    assert "Ortaq mülkiyyətçi" not in values(rights)
    assert {one.holder for one in rights} == {"9900020172", "3LVN6T9"}


def test_an_invitation_does_not_learn_where_the_invited_lives():
    for_case = api.get_person("4KMR8N3", **CASE)
    invited = api.get_person("4KMR8N3", purpose=Purpose.DELEGATION, asked_by="7LYL5H2")

    assert (for_case.address != "", for_case.document_number != "") == (True, True)
    assert (invited.address, invited.document_number) == ("", "")
    assert invited.full_name == for_case.full_name


def test_a_waybill_learns_a_firms_name_and_not_its_heads_number():
    entity = api.get_legal_entity("9900010101", purpose=Purpose.WAYBILL, asked_by="7LYL5H2")

    assert (entity.name, entity.head_fin, entity.head_position) == ("“Xəzər Yük” MMC", "", "")
