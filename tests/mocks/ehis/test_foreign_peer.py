"""A foreign SOAP library reads our descriptions and talks to the server over mutual TLS."""

from uuid import uuid4

import pytest
import requests
import urllib3
import zeep
from zeep.transports import Transport

from mocks.ehis.wsdl import service_names

CLIENT = {"xRoadInstance": "AZ", "memberClass": "GOV", "memberCode": "POLICE", "subsystemCode": "checks"}


@pytest.fixture
def session(registers):
    with requests.Session() as session:
        session.trust_env = False
        session.cert = (str(registers.pki / "agency.pem"), str(registers.pki / "agency.key"))
        session.verify = str(registers.pki / "ca.pem")
        yield session


def headers(provider, code):
    service = {
        **CLIENT,
        "memberCode": provider,
        "subsystemCode": "registers",
        "serviceCode": code,
        "serviceVersion": "v1",
    }
    return {
        "client": CLIENT | {"objectType": "SUBSYSTEM"},
        "service": service | {"objectType": "SERVICE"},
        "userId": "AZ7FAQ6P2",
        "id": str(uuid4()),
        "protocolVersion": "4.0",
    }


def client_of(registers, session, code):
    return zeep.Client(f"{registers.url}wsdl/{code}", transport=Transport(session=session))


@pytest.mark.parametrize("code", service_names())
def test_zeep_reads_the_description_of_every_service(registers, session, code):
    assert client_of(registers, session, code).service[code]


def test_zeep_asks_for_a_vehicle_and_gets_it(registers, session):
    answer = client_of(registers, session, "getVehicle").service.getVehicle(
        plate="10-XY-101", _soapheaders=headers("DYP", "getVehicle")
    )
    body = answer.body if hasattr(answer, "body") else answer

    assert (body.vehicle.plate, body.vehicle.owner) == ("10-XY-101", "9900010101")
    assert registers.calls("getVehicle")[0]["outcome"] == "answered"


def test_zeep_gets_the_fault_of_a_service_that_the_agency_may_not_ask(registers, session):
    service = client_of(registers, session, "listEmployees").service
    with pytest.raises(zeep.exceptions.Fault) as caught:
        service.listEmployees(voen="9900010101", _soapheaders=headers("EMEK", "listEmployees"))

    assert caught.value.code == "server.serverproxy.access_denied"


def test_nobody_gets_in_without_a_certificate_of_the_authority(registers):
    with requests.Session() as bare:
        bare.trust_env = False
        bare.verify = str(registers.pki / "ca.pem")
        with pytest.raises((requests.exceptions.ConnectionError, urllib3.exceptions.HTTPError)):
            bare.get(f"{registers.url}wsdl")


def test_a_request_without_length_or_with_an_encoding_is_refused(registers, session):
    def chunks():
        yield b"<a/>"

    assert session.post(registers.url, data=chunks()).status_code == 411
    assert session.post(registers.url, data=b"x", headers={"Content-Encoding": "gzip"}).status_code == 413
    assert session.get(f"{registers.url}wsdl/unknown").status_code == 404
