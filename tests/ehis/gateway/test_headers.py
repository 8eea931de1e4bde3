"""Headers of a message: each mandatory one missing, doubled, empty, or saying something that cannot be."""

import re
from dataclasses import replace

import pytest

from tests.ehis.gateway.world import AGENCY, CARRIER_STATUS, POLICE, fault_kind, service
from webapp.ehis.ids import Client, Member, Service


def element(raw, name):
    return re.search(rb"<xroad:" + name + rb"\b.*?(/>|</xroad:" + name + rb">)", raw, re.DOTALL)[0]


@pytest.mark.parametrize("name", [b"client", b"service", b"id", b"protocolVersion"])
def test_a_mandatory_header_must_be_there_once_and_not_empty(world, name):
    raw = world.request()
    found = element(raw, name)

    assert world.fault(raw.replace(found, b"")) == "missing_header_field"
    assert world.fault(raw.replace(found, found + found)) == "duplicate_header_field"
    emptied = re.sub(rb">.*<", b"><", found, count=1, flags=re.DOTALL)
    assert world.fault(raw.replace(found, emptied)) in {
        "missing_header_field",
        "invalid_protocol_version",
        "invalid_soap",
    }


@pytest.mark.parametrize("version", [b"3.1", b"4.1", b"4", b" 4.0"])
def test_only_version_4_of_the_protocol_is_spoken(world, version):
    raw = world.request().replace(b">4.0<", b">" + version + b"<")

    assert world.fault(raw) == "invalid_protocol_version"


def test_a_request_carries_no_request_hash_and_no_unknown_header(world):
    assert world.fault(world.request(request_hash="x")) == "inconsistent_headers"
    raw = world.request().replace(b"</soap:Header>", b"<xroad:representedParty/></soap:Header>")
    assert world.fault(raw) == "invalid_soap"


@pytest.mark.parametrize(
    ("client", "kind"),
    [
        (Client(Member("EE", "GOV", "POLICE"), "checks"), "invalid_client_identifier"),
        (Client(Member("AZ", "COM", "POLICE"), "checks"), "invalid_client_identifier"),
        (Client(Member("AZ", "GOV", "AYNA"), "kabinet"), "invalid_client_identifier"),
        (Client(POLICE, "nobody"), "access_denied"),
        (Client(POLICE), "access_denied"),
        (Client(POLICE, "archive"), "access_denied"),
    ],
    ids=["instance", "class", "the provider itself", "subsystem", "no subsystem", "subsystem without rights"],
)
def test_a_client_that_is_not_the_one_that_asks_is_refused(world, client, kind):
    assert world.fault(world.request(client=client)) == kind


@pytest.mark.parametrize(
    "other",
    [
        Service(Member("AZ", "GOV", "DIN"), "carrierStatus", "v1", "kabinet"),
        Service(Member("EE", "GOV", "AYNA"), "carrierStatus", "v1", "kabinet"),
    ],
)
def test_a_service_of_somebody_else_is_not_answered_here(world, other):
    assert world.fault(world.request(service=other)) == "unknown_member"


def test_a_service_of_another_subsystem_of_ours_is_as_unknown_as_any(world):
    assert world.fault(world.request(service=replace(CARRIER_STATUS, subsystem="other"))) == "access_denied"


def test_soap_action_may_be_empty_or_name_the_service(world):
    for action in ("", '""', '"carrierStatus"'):
        world.answered(world.request(), action=action)

    assert fault_kind(world.send(world.request(), action='"secretService"')) == "inconsistent_headers"


def test_headers_are_repeated_in_the_answer(world):
    raw = world.request(issue="İş № 12", user_id="AZ2RSD4K7")
    answer = world.answered(raw)

    assert answer.header.client == AGENCY
    assert answer.header.service == service("carrierStatus")
    assert (answer.header.issue, answer.header.user_id) == ("İş № 12", "AZ2RSD4K7")
