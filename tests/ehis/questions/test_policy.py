"""The rights matrix: a row for every service, a line for every purpose, each with its act, roles and term."""

import re

import pytest
from lxml import etree

from mocks.ehis.central import PROVIDED
from mocks.pki.machines import REGISTERS as CERTIFIED
from webapp.config import ROOT
from webapp.ehis import api
from webapp.ehis.errors import PurposeNotAllowed
from webapp.ehis.policy import POLICIES, Purpose, Role, purpose_name
from webapp.ehis.policy.terms import DAY, HOUR
from webapp.ehis.question import Question, write
from webapp.ehis.schema import FOLDER, REGISTERS
from webapp.ehis.sources import SOURCES

XS = "{http://www.w3.org/2001/XMLSchema}"
NEVER_REMEMBERED = {
    "getDebt",
    "getContributionDebt",
    "getCrossings",
    "isAbroad",
    "getPowerByAct",
    "getPowerByBarcode",
    "listPowersForRepresented",
    "listVehicleUses",
    "getRestrictions",
    "verifyDocument",
}
every_service = pytest.mark.parametrize("code", POLICIES)


def test_there_is_a_row_for_every_service_that_the_registers_provide_to_us():
    assert {code: (row.provider, row.parameters) for code, row in POLICIES.items()} == {
        code: (one.provider, one.parameters) for code, one in PROVIDED.items()
    }
    assert len(POLICIES) == 40


def test_every_owner_has_a_schema_a_certificate_and_a_name():
    owners = {row.provider for row in POLICIES.values()}

    assert owners == set(REGISTERS) == set(CERTIFIED)
    assert {f"AZ/GOV/{owner}" for owner in owners} == set(SOURCES)


@every_service
def test_every_line_names_its_act_and_clause_its_roles_and_its_term(code):
    for terms in POLICIES[code].purposes.values():
        assert "bəndi" in terms.basis
        assert any(letter.isdigit() for letter in terms.basis.rsplit("bəndi", 1)[0][-12:])
        assert terms.roles <= set(Role)
        assert terms.roles
        assert 0 <= terms.cache_seconds <= DAY
        assert terms.withheld <= set(POLICIES[code].fields)


@every_service
def test_what_changes_at_any_hour_is_never_taken_from_memory_and_nothing_is_at_the_roadside(code):
    row = POLICIES[code]
    if code in NEVER_REMEMBERED:
        assert {terms.cache_seconds for terms in row.purposes.values()} == {0}
    if Purpose.CONTROL in row.purposes:
        assert row.purposes[Purpose.CONTROL].cache_seconds == 0
        assert Role.INSPECTOR in row.purposes[Purpose.CONTROL].roles


def test_data_of_persons_are_remembered_for_an_hour_at_most():
    for code in ("getPerson", "getLicence", "getDriverMedical", "listEmployees", "getServicePeriods"):
        assert max(terms.cache_seconds for terms in POLICIES[code].purposes.values()) <= HOUR


@every_service
def test_every_kept_field_is_an_element_of_the_schema(code):
    row = POLICIES[code]
    schema = etree.parse(FOLDER / f"{row.provider.lower()}.xsd").getroot()
    elements = {element.get("name") for element in schema.iter(f"{XS}element")}

    assert {part for path in row.fields for part in path.split("/")} <= elements
    assert set(row.subject.values()) <= set(row.parameters)


def test_only_real_estate_wants_a_ground():
    assert {code for code, row in POLICIES.items() if row.ground_required} == {"getRights", "getExtract"}


def test_every_row_names_the_contract_with_the_owner():
    assert POLICIES["getDebt"].contract == POLICIES["getLegalEntity"].contract != POLICIES["getPerson"].contract


def test_purposes_have_names_for_people():
    assert len({str(purpose_name(one)) for one in Purpose}) == len(Purpose)
    assert purpose_name("forgotten") == "forgotten"


def test_without_a_line_for_the_purpose_a_question_is_not_even_written(registers):
    asked = Question(POLICIES["getRights"], {"holder": "9900010101"}, "AZ2ZAR9W1", Purpose.FLEET)
    identity = registers.identity()
    with pytest.raises(PurposeNotAllowed):
        write(asked, us=identity.us, key=identity.key, at=registers.security_server.clock())


def test_the_documentation_names_every_service_function_and_owner():
    text = (ROOT / "docs" / "registers.md").read_text()

    assert [code for code in POLICIES if f"`{code}(" not in text] == []
    assert [owner for owner in REGISTERS if f"- `{owner}`:" not in text] == []
    named = set(re.findall(r"`(\w+)`", "".join(line for line in text.splitlines() if line.startswith("| "))))
    assert {name for name in named if name.islower() and "_" in name} <= set(api.__all__)
