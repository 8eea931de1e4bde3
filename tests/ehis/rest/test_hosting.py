"""The agency's security server: signs for its information system, believes only proved answers of our gateway."""

import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest
from lxml import etree

from mocks.ehis.hosting import Hosting
from mocks.ehis.keys import Keys
from mocks.ehis.secserver import SecurityServer, now
from mocks.ehis.server import Listener, tls_context
from webapp.ehis.envelope import Header, build_fault, build_message
from webapp.ehis.faults import SoapFault, parse_code
from webapp.ehis.ids import Client, Member, Service
from webapp.ehis.multipart import SignedMessage, kind_of, pack, unpack
from webapp.ehis.reading import read_answer, read_fault, read_request
from webapp.ehis.requesthash import request_hash
from webapp.ehis.rest import answers, errors
from webapp.ehis.rest.message import ANSWER_KIND, REQUEST_KIND, RestAnswer
from webapp.ehis.rest.reading import read
from webapp.ehis.sign import sign
from webapp.ehis.verify import verify

OURS = Member("AZ", "GOV", "AYNA")
POLICE = Client(Member("AZ", "GOV", "POLICE"), "checks")
TARGET = "/r1/AZ/GOV/AYNA/kabinet/carrierStatus?voen=9900010101"
XROAD = {"X-Road-Client": "AZ/GOV/POLICE/checks"}


class Gateway:
    """What our gateway would do, and what a false one might; `turn` changes an answer before it goes."""

    def __init__(self, keys: Keys) -> None:
        self.keys, self.signer, self.turn = keys, "kabinet", None
        self.seen = []

    def answer(self, content_type: str, body: bytes) -> tuple[int, str, bytes, dict[str, str]]:
        if self.turn == "fault":
            if kind_of(body) == REQUEST_KIND:
                said = errors.error_answer("server.serverproxy.access_denied", "no")
                return said.status, "application/json", said.body, {"X-Road-Error": "server.serverproxy.access_denied"}
            fault = SoapFault(parse_code("server.serverproxy.access_denied"), "no", "1")
            return 200, "text/xml", build_fault(fault), {}
        if self.turn == "unread":
            return (
                200,
                "text/xml",
                build_fault(SoapFault(parse_code("server.serverproxy.access_denied"), "no", "1")),
                {},
            )
        if self.turn == "plain":
            return 502, "text/html", b"<html>", {}
        rest = kind_of(body) == REQUEST_KIND
        signed = unpack(content_type, body, kind=REQUEST_KIND) if rest else unpack(content_type, body)
        self.seen.append(str(verify(signed, self.keys.trust(), at=now()).member))
        raw = self._rest(signed) if rest else self._soap(signed)
        if self.turn == "tampered":
            signature = sign(raw, self.keys.named(self.signer), at=now())
            raw = raw.replace(b"9900010101", b"9900010361")
        else:
            signature = sign(raw, self.keys.named(self.signer), at=now())
        return 200, *pack(SignedMessage(raw, signature), kind=ANSWER_KIND if rest else "text/xml; charset=UTF-8"), {}

    def _soap(self, signed: SignedMessage) -> bytes:
        message = read_request(signed.message)
        hashed = request_hash(b"other" if self.turn == "other" else message.raw)
        header = Header(
            *(getattr(message.header, name) for name in ("client", "service", "message_id", "user_id", "issue")), hashed
        )
        body = etree.Element(f"{{urn:x}}{header.service.code}Response")
        etree.SubElement(body, "{urn:x}voen").text = "9900010101"
        return build_message(header, body)

    def _rest(self, signed: SignedMessage) -> bytes:
        message = read(signed.message)
        raw = answers.write(RestAnswer(200, (("Content-Type", "application/json"),), b'{"voen":"9900010101"}'), message)
        return raw.replace(message.request_id.encode(), b"0" * 36) if self.turn == "other" else raw


@contextmanager
def listening(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def gateway(pki):
    made = Gateway(Keys(pki))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, kind, answered, more = made.answer(self.headers["Content-Type"], body)
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(answered)), **more}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answered)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pki / "kabinet-gateway.pem", pki / "kabinet-gateway.key")
    context.load_verify_locations(pki / "ca.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with listening(server):
        made.url = f"https://127.0.0.1:{server.server_address[1]}"
        yield made


@pytest.fixture(scope="module")
def agency(pki, gateway):
    security_server = SecurityServer(Keys(pki), rate=0, gateway=gateway.url)
    with listening(Listener(("127.0.0.1", 0), security_server, tls_context(pki))) as listener, opened(pki) as client:
        client.base_url = f"https://127.0.0.1:{listener.port}"
        client.security_server = security_server
        yield client


@contextmanager
def opened(pki, name="agency"):
    context = ssl.create_default_context(cafile=str(pki / "ca.pem"))
    context.load_cert_chain(pki / f"{name}.pem", pki / f"{name}.key")
    with httpx2.Client(verify=context, trust_env=False) as client:
        yield client


@pytest.fixture(autouse=True)
def honest(gateway):
    gateway.turn, gateway.signer = None, "kabinet"
    gateway.seen.clear()


def envelope(client=POLICE, code="carrierStatus") -> bytes:
    return build_message(
        Header(client, Service(OURS, code, "v1", "kabinet"), "abcdefgh-1"), etree.Element(f"{{urn:x}}{code}")
    )


def soap(agency, raw: bytes) -> httpx2.Response:
    return agency.post("/", content=raw, headers={"Content-Type": "text/xml; charset=UTF-8"})


def test_an_answer_comes_back_plain_and_proved(agency, gateway) -> None:
    plain, rest = soap(agency, envelope()), agency.get(TARGET, headers=XROAD)

    assert read_answer(plain.content).body.findtext("{urn:x}voen") == "9900010101"
    assert (rest.status_code, rest.json()) == (200, {"voen": "9900010101"})
    assert rest.headers["X-Road-Service"] == "AZ/GOV/AYNA/kabinet/carrierStatus"
    assert rest.headers["X-Road-Request-Hash"]
    assert gateway.seen == ["AZ/GOV/POLICE", "AZ/GOV/POLICE"]


@pytest.mark.parametrize(
    ("turn", "signer", "kind"),
    [
        ("tampered", "kabinet", "signature_verification"),
        ("other", "kabinet", "inconsistent_response"),
        (None, "agency", "inconsistent_response"),
        (None, "revoked", "cert_validation"),
        (None, "foreign", "cert_validation"),
    ],
)
def test_an_answer_that_cannot_be_proved_is_not_passed_on(agency, gateway, turn, signer, kind) -> None:
    gateway.turn, gateway.signer = turn, signer
    rest = agency.get(TARGET, headers=XROAD)

    assert str(read_fault(soap(agency, envelope()).content).code) == f"server.clientproxy.{kind}"
    assert (rest.status_code, rest.headers["X-Road-Error"]) == (500, f"server.clientproxy.{kind}")


def test_refusals_of_the_gateway_are_passed_on(agency, gateway) -> None:
    gateway.turn = "fault"
    rest = agency.get(TARGET, headers=XROAD)

    assert str(read_fault(soap(agency, envelope()).content).code) == "server.serverproxy.access_denied"
    assert (rest.status_code, rest.json()["type"]) == (500, "server.serverproxy.access_denied")
    assert rest.headers["X-Road-Error"] == "server.serverproxy.access_denied"


def test_who_is_turned_away_unread_gets_a_soap_fault_said_in_rest(agency, gateway) -> None:
    gateway.turn = "unread"
    answer = agency.get(TARGET, headers=XROAD)

    assert (answer.status_code, answer.headers["X-Road-Error"]) == (500, "server.serverproxy.access_denied")
    assert answer.json()["detail"] == "1"


def test_what_is_no_answer_of_a_security_server_is_a_broken_network(agency, gateway) -> None:
    gateway.turn = "plain"

    assert agency.get(TARGET, headers=XROAD).headers["X-Road-Error"] == "server.clientproxy.network_error"


def test_without_the_gateway_there_is_a_fault_of_the_network(agency, pki) -> None:
    former = agency.security_server.hosting
    agency.security_server.hosting = Hosting(former.keys, "https://127.0.0.1:1", former.hosted)
    fault, rest = read_fault(soap(agency, envelope()).content), agency.get(TARGET, headers=XROAD)
    agency.security_server.hosting = former

    assert str(fault.code) == "server.clientproxy.network_error"
    assert (rest.status_code, rest.headers["X-Road-Error"]) == (500, "server.clientproxy.network_error")


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ((), "client.missing_header_field"),
        ((("X-Road-Client", "AZ/GOV/AYNA/kabinet"),), "client.invalid_client_identifier"),
        (
            (("X-Road-Client", "AZ/GOV/POLICE/checks"), ("X-Road-Client", "AZ/GOV/POLICE/checks")),
            "client.duplicate_header_field",
        ),
    ],
)
def test_an_information_system_speaks_for_itself_once(agency, gateway, headers, code) -> None:
    refused = agency.get(TARGET, headers=headers)

    assert (refused.status_code, refused.headers["X-Road-Error"]) == (400, code)
    assert gateway.seen == []


def test_in_soap_too(agency, gateway) -> None:
    refused = soap(agency, envelope(client=Client(OURS, "kabinet")))

    assert read_fault(refused.content).code.kind == "invalid_client_identifier"
    assert gateway.seen == []


@pytest.mark.parametrize("name", ["revoked", "expired", "foreign"])
def test_a_bad_certificate_does_not_get_past_tls(agency, pki, name) -> None:
    with opened(pki, name) as client, pytest.raises(httpx2.TransportError):
        client.get(f"{agency.base_url}/wsdl")
