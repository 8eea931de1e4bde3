"""The adaptation server as its security server meets it."""

import json

import pytest
from lxml import etree
from sqlalchemy import text

from tests.ehis.provider.sample import SERVICE
from webapp.audit.api import views_of
from webapp.core import db, registry
from webapp.core.registry import Subsystem
from webapp.core.transaction import transaction
from webapp.ehis.envelope import Header, build_message
from webapp.ehis.ids import Client, Member, Service
from webapp.ehis.provider.application import adapter_application
from webapp.ehis.provider.service import NAMESPACE, OURS
from webapp.ehis.provider.token import adapter_token
from webapp.ehis.provider.xsd import compiled
from webapp.ehis.reading import read_answer, read_fault

POLICE = Client(Member("AZ", "GOV", "POLICE"), "checks")
XROAD = {"X-Road-Client": "AZ/GOV/POLICE/checks", "X-Road-Id": "abcdefgh-1", "X-Road-UserId": "AZ7FAQ6P2"}


@pytest.fixture
def adapter(app, database):
    former = registry.subsystems()
    registry.install_subsystems((*former, Subsystem(name="sample", plugins=(SERVICE,))))
    client = adapter_application().test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {adapter_token()}"
    yield client
    registry.install_subsystems(former)


def envelope(code="sampleCard", version="v1", member=OURS, body=None, **fields: str) -> bytes:
    if body is None:
        body = etree.Element(f"{{{NAMESPACE}}}{code}")
        for name, value in fields.items():
            etree.SubElement(body, f"{{{NAMESPACE}}}{name}").text = value
    service = Service(member, code, version, "kabinet")
    return build_message(Header(POLICE, service, "abcdefgh-1", "AZ7FAQ6P2", "iş 7"), body)


def soap(adapter, raw: bytes, **headers: str):
    with adapter.post("/", data=raw, content_type="text/xml; charset=UTF-8", headers=headers) as answer:
        return answer.status_code, answer.data


def test_soap_and_rest_say_the_same(adapter) -> None:
    status, raw = soap(adapter, envelope(voen="9900010101"))
    answer = read_answer(raw)
    rest = adapter.get("/sampleCard?voen=9900010101", headers=XROAD)

    assert (status, rest.status_code) == (200, 200)
    assert compiled(SERVICE).validate(answer.body)
    assert answer.header.asked() == Header(POLICE, SERVICE.service, "abcdefgh-1", "AZ7FAQ6P2", "iş 7")
    assert rest.get_json()["name"] == answer.body.findtext(f"{{{NAMESPACE}}}name")
    assert rest.get_json()["card"][1]["state"] == "suspended"


def test_nobody_without_the_token_is_heard(adapter) -> None:
    for word in ("", "Bearer x", f"Basic {adapter_token()}"):
        assert adapter.get("/wsdl", headers={"Authorization": word}).status_code == 401
        assert adapter.post("/", headers={"Authorization": word}).status_code == 401


def test_no_such_record_is_an_answer_not_a_failure(adapter) -> None:
    status, raw = soap(adapter, envelope(voen="9900010511"))
    rest = adapter.get("/sampleCard?voen=9900010511", headers=XROAD)

    assert status == 200
    assert read_answer(raw).body.findtext(f"{{{NAMESPACE}}}fault/{{{NAMESPACE}}}faultCode") == "NotFound"
    assert (rest.status_code, rest.get_json()["type"]) == (404, "NotFound")
    assert "X-Road-Error" not in rest.headers


def test_a_defect_says_nothing_but_a_number_to_look_up(adapter) -> None:
    status, raw = soap(adapter, envelope(voen="9900010231"))
    rest = adapter.get("/sampleCard?voen=9900010231", headers=XROAD)

    fault = read_fault(raw)
    assert (status, str(fault.code), rest.status_code) == (500, "server.internal_error", 500)
    assert fault.detail
    assert rest.get_json()["detail"]
    assert b"shelf" not in raw + rest.data


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (envelope(voen="1"), "client.invalid_body"),
        (envelope(other="1"), "client.invalid_body"),
        (envelope(version="v2", voen="9900010101"), "client.unknown_service"),
        (envelope(code="noSuch"), "client.unknown_service"),
        (envelope(member=Member("AZ", "GOV", "DIN"), voen="9900010101"), "client.unknown_service"),
        (envelope(body=etree.Element("{urn:wrong}sampleCard")), "client.invalid_body"),
        (b"<a/>", "client.invalid_soap"),
        (b"", "client.invalid_xml"),
    ],
)
def test_what_is_no_proper_request_gets_a_fault(adapter, raw, code) -> None:
    status, answered = soap(adapter, raw)

    assert (status, str(read_fault(answered).code)) == (500, code)


@pytest.mark.parametrize(
    ("target", "status", "kind"),
    [
        ("/sampleCard", 400, "InvalidParameter"),
        ("/sampleCard?voen=9900010101&voen=9900010101", 400, "InvalidRequest"),
        ("/sampleCard?voen=9900010101&other=1", 400, "InvalidParameter"),
        ("/sampleCard?voen=9900010101%00", 400, "InvalidRequest"),
        ("/sampleCard/below?voen=9900010101", 404, "UnknownService"),
        ("/noSuch?voen=9900010101", 404, "UnknownService"),
        ("/wsdl/noSuch", 404, "UnknownService"),
        ("/openapi/noSuch", 404, "UnknownService"),
        ("/getWsdl?serviceCode=sampleCard", 404, "UnknownService"),
    ],
)
def test_a_wrong_address_is_told_as_json(adapter, target, status, kind) -> None:
    answer = adapter.get(target, headers=XROAD)

    assert (answer.status_code, answer.get_json()["type"]) == (status, kind)


@pytest.mark.parametrize("changes", [{"X-Road-Client": ""}, {"X-Road-Id": "a b"}, {"X-Road-UserId": "Faiq"}])
def test_a_caller_that_is_not_named_properly_is_refused(adapter, changes) -> None:
    assert adapter.get("/sampleCard?voen=9900010101", headers={**XROAD, **changes}).status_code == 400


def test_parameters_may_come_in_a_body_that_keeps_them_out_of_addresses(adapter) -> None:
    answer = adapter.post("/sampleCard", data=b'{"voen": "9900010101", "limit": 5, "brief": true}', headers=XROAD)

    assert (answer.status_code, answer.get_json()["voen"]) == (200, "9900010101")


@pytest.mark.parametrize(
    ("target", "body"),
    [
        ("/sampleCard", b""),
        ("/sampleCard", b"[]x"),
        ("/sampleCard", b'["voen"]'),
        ("/sampleCard", b'{"voen": "9900010101", "voen": "9900010101"}'),
        ("/sampleCard", b'{"voen": {"a": "9900010101"}}'),
        ("/sampleCard", b'{"voen": ["9900010101"]}'),
        ("/sampleCard", b'{"voen": null}'),
        ("/sampleCard", b'{"voen": 9900010101.5}'),
        ("/sampleCard", b'{"voen": "9900010101", "other": 1}'),
        ("/sampleCard", b"[" * 10_000),
        ("/sampleCard?voen=9900010101", b'{"voen": "9900010101"}'),
    ],
)
def test_a_body_of_another_shape_is_refused(adapter, target, body) -> None:
    assert adapter.post(target, data=body, headers=XROAD).status_code == 400


def test_other_methods_and_large_requests_are_refused(adapter) -> None:
    assert adapter.delete("/sampleCard?voen=9900010101", headers=XROAD).status_code == 405
    assert adapter.post("/", data=b"x" * 10_241).status_code == 413


def test_who_looked_is_kept_with_the_bodys_name_the_purpose_and_the_message(adapter) -> None:
    with transaction():
        insert = "INSERT INTO ehis_members (code, name, state, at) VALUES ('AZ/GOV/POLICE', 'Yol Polisi', 'registered', now())"
        db.session().execute(text(insert))
    adapter.get("/sampleCard?voen=9900010101", headers=XROAD).close()
    soap(adapter, envelope(voen="9900010101"))
    adapter.get("/sampleCard?voen=9900010511", headers=XROAD).close()  # nothing found: nobody was looked at

    with transaction(read_only=True):
        looks = views_of("2RSD4K7").rows
    assert [look.actor_name for look in looks] == ["Yol Polisi", "Yol Polisi"]
    assert {look.purpose for look in looks} == {"Yoxlama"}


def test_a_client_of_the_test_environment_gets_test_data_about_nobody(adapter) -> None:
    status, raw = soap(adapter, envelope(voen="9900010231"), **{"X-Ehis-Environment": "test"})
    rest = adapter.get("/sampleCard?voen=9900010231", headers={**XROAD, "X-Ehis-Environment": "test"})

    assert status == 200
    assert compiled(SERVICE).validate(read_answer(raw).body)
    assert rest.get_json()["voen"] == "9900010231"
    assert rest.get_json()["card"] == [{"plate": "10-XY-101", "state": "valid"}]


def meta(code: str, **fields: str) -> bytes:
    body = etree.Element(f"{{http://x-road.eu/xsd/xroad.xsd}}{code}")
    for name, value in fields.items():
        etree.SubElement(body, f"{{http://x-road.eu/xsd/xroad.xsd}}{name}").text = value
    return envelope(code=code, version=None, body=body)


def codes(raw: bytes) -> list[str]:
    return [one.text for one in read_answer(raw).body.iter("{http://x-road.eu/xsd/identifiers}serviceCode")]


def test_lists_of_methods_name_what_the_security_server_lets_them(adapter) -> None:
    allowed = {"X-Ehis-Methods": "sampleCard/v1, carrierStatus/v1, gone/v1"}

    assert {"carrierStatus", "waybillByNumber", "sampleCard"} <= set(codes(soap(adapter, meta("listMethods"))[1]))
    assert codes(soap(adapter, meta("allowedMethods"), **allowed)[1]) == ["carrierStatus", "sampleCard"]
    assert codes(soap(adapter, meta("allowedMethods"), **{"X-Ehis-Methods": ""})[1]) == []
    listed = adapter.get("/allowedMethods", headers=allowed).get_json()["service"]
    assert [one["service_code"] for one in listed] == ["carrierStatus", "sampleCard"]


def test_descriptions_are_given_by_metaservices_and_plainly(adapter) -> None:
    _, raw = soap(adapter, meta("getWsdl", serviceCode="sampleCard", serviceVersion="v1"))
    plain = adapter.get("/wsdl/sampleCard").data

    assert b"sampleCardBinding" in plain
    assert codes(raw) == []
    assert read_answer(raw).body.findtext("{http://x-road.eu/xsd/xroad.xsd}wsdl")
    assert adapter.get("/getOpenAPI?serviceCode=sampleCard").get_json() == json.loads(
        adapter.get("/openapi/sampleCard").data
    )
    assert "sampleCard" in adapter.get("/wsdl").text.split()
    hidden = soap(adapter, meta("getWsdl", serviceCode="sampleCard"), **{"X-Ehis-Methods": "carrierStatus/v1"})
    assert str(read_fault(hidden[1]).code) == "client.unknown_service"
