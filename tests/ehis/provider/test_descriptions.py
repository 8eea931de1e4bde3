"""Schemas, WSDL and OpenAPI are made from one model, and others' tools agree with them."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
import zeep
from lxml import etree
from openapi_spec_validator import validate
from zeep.transports import Transport

from tests.ehis.provider.sample import FULL, SERVICE, Answer, Asked, State
from webapp.ehis.provider.examples import example_of
from webapp.ehis.provider.model import model_of
from webapp.ehis.provider.openapi import answer_schema, openapi_of
from webapp.ehis.provider.service import NAMESPACE, ProvidedService, provided
from webapp.ehis.provider.values import WrongParameter, from_texts, from_xml, to_json, to_xml
from webapp.ehis.provider.wsdl import NEUTRAL_ADDRESS, addressed, wsdl_of
from webapp.ehis.provider.xsd import compiled, schema_text


@pytest.fixture
def service() -> ProvidedService:
    return SERVICE


def request(**fields: str):
    root = etree.Element(f"{{{NAMESPACE}}}sampleCard")
    for name, text in fields.items():
        etree.SubElement(root, f"{{{NAMESPACE}}}{name}").text = text
    return root


def answer(service: ProvidedService, value: Answer):
    root = etree.Element(f"{{{NAMESPACE}}}{service.code}Response")
    to_xml(value, service.says, root, NAMESPACE)
    return root


def test_the_schema_takes_what_is_written_and_what_is_read(service) -> None:
    whole = request(voen="9900010101", onDay="2026-11-22", state="valid", limit="5", brief="true")

    assert compiled(service).validate(whole), compiled(service).error_log
    assert compiled(service).validate(answer(service, FULL)), compiled(service).error_log
    read = from_xml(whole, service.asks)
    assert (read.voen, read.state, read.limit, read.brief, str(read.on_day)) == (
        "9900010101",
        State.VALID,
        5,
        True,
        "2026-11-22",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"voen": "990001010"},
        {"voen": " 9900010101"},
        {"voen": "9900010101", "other": "1"},
        {"limit": "1", "voen": "9900010101"},
    ],
)
def test_the_schema_refuses_everything_else(service, fields) -> None:
    assert not compiled(service).validate(request(**fields))


def test_an_answer_that_breaks_its_own_schema_is_seen(service) -> None:
    assert not compiled(service).validate(answer(service, replace(FULL, name="")))


@pytest.mark.parametrize(
    ("texts", "tag"),
    [
        ({}, "voen"),
        ({"voen": ["1"]}, "voen"),
        ({"voen": ["9900010101", "9900010101"]}, "voen"),
        ({"voen": ["9900010101"], "VOEN": ["9900010101"]}, "VOEN"),
        ({"voen": ["9900010101"], "onDay": ["31.12.2026"]}, "onDay"),
        ({"voen": ["9900010101"], "state": ["gone"]}, "state"),
        ({"voen": ["9900010101"], "brief": ["yes"]}, "brief"),
    ],
)
def test_a_wrong_parameter_is_named(texts, tag) -> None:
    with pytest.raises(WrongParameter) as wrong:
        from_texts(texts, model_of(Asked))
    assert wrong.value.tag == tag


def test_json_holds_the_same_as_xml(service) -> None:
    said = to_json(FULL, service.says)

    assert said["card"] == [{"plate": "10-XY-101", "state": "valid"}, {"plate": "10-XY-102", "state": "suspended"}]
    assert "nickname" not in said
    assert said["asOf"] == "2026-11-22T10:00:00Z"
    texts = [one.text for one in answer(service, FULL).iter() if one.text]
    assert texts == [
        "9900010101",
        FULL.name,
        "10-XY-101",
        "valid",
        "10-XY-102",
        "suspended",
        "3",
        "true",
        "2026-01-31",
        said["asOf"],
    ]


def test_openapi_is_valid_and_says_the_same_parameters(service) -> None:
    told = json.loads(json.dumps(openapi_of(service)))

    validate(told)
    assert [one["name"] for one in told["paths"]["/"]["get"]["parameters"]] == [
        "voen",
        "onDay",
        "state",
        "limit",
        "brief",
    ]
    assert told["components"]["schemas"]["Answer"]["required"] == [
        "voen",
        "name",
        "card",
        "count",
        "open",
        "since",
        "asOf",
    ]
    [sample] = told["paths"]["/"]["get"]["responses"]["200"]["content"].values()
    assert sample["example"]["card"] == [{"plate": "10-XY-101", "state": "valid"}]
    assert answer_schema(service)["$ref"] == "#/components/schemas/Answer"


def test_zeep_reads_the_wsdl_and_the_answer(service, tmp_path) -> None:
    description = tmp_path / "sample.wsdl"
    description.write_bytes(addressed(wsdl_of(service), "https://127.0.0.1:1/"))
    sent = []

    class Canned(Transport):
        def post_xml(self, address, envelope, headers):
            sent.append((address, etree.tostring(envelope)))
            return super().post_xml(address, envelope, headers)

        def post(self, address, message, headers):
            import requests

            body = etree.tostring(answer(service, FULL)).decode()
            canned = requests.Response()
            canned.status_code, canned.headers["Content-Type"] = 200, "text/xml"
            canned._content = f'<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>{body}</e:Body></e:Envelope>'.encode()
            return canned

    client = zeep.Client(str(description), transport=Canned())
    got = client.service.sampleCard(voen="9900010101", _soapheaders={"id": "abcdefgh"})
    got = getattr(got, "body", got)

    assert sent[0][0] == "https://127.0.0.1:1/"
    assert b"<ns0:id" in sent[0][1] or b":id>" in sent[0][1]
    assert got.name == FULL.name
    assert [card.plate for card in got.card] == ["10-XY-101", "10-XY-102"]
    assert got.fault is None


def test_a_description_stands_at_no_address_of_its_own(service) -> None:
    assert NEUTRAL_ADDRESS in wsdl_of(service).decode()
    assert "Nümunə &lt;1&gt;" in wsdl_of(service).decode()
    assert schema_text(service) == schema_text(service)


def test_every_service_of_the_house_is_described_and_its_test_data_fit(app) -> None:
    assert len(provided()) >= 5
    for one in provided():
        validate(json.loads(json.dumps(openapi_of(one))))
        zeep.Client(BytesIO(wsdl_of(one)))
        root = etree.Element(f"{{{NAMESPACE}}}{one.code}Response")
        to_xml(example_of(one.says, None), one.says, root, NAMESPACE)
        assert compiled(one).validate(root), compiled(one).error_log
        assert all(element.title for element in (*one.asks.elements, *one.says.elements)), one.code
