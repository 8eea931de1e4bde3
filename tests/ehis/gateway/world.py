"""A small exchange in memory: an authority, an agency, our security server over a real database, a made-up adapter."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import uuid4

from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from tests.ehis.authority import SIGNING, Authority
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.ehis import api
from webapp.ehis.directory.models import VersionRow
from webapp.ehis.envelope import Header, build_message
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.gateway.adapter import Answered
from webapp.ehis.gateway.connections import Connections
from webapp.ehis.gateway.gate import Gatekeeper
from webapp.ehis.gateway.pace import Pace
from webapp.ehis.gateway.peers import FreshRemembering
from webapp.ehis.gateway.reply import Call
from webapp.ehis.gateway.server import Parts, SecurityServer
from webapp.ehis.ids import Client, Member, Service
from webapp.ehis.multipart import SignedMessage, pack, unpack
from webapp.ehis.reading import read_answer, read_fault, read_request
from webapp.ehis.requesthash import is_hash_of
from webapp.ehis.sign import sign
from webapp.ehis.trust import TrustStore
from webapp.ehis.verify import verify

NAMESPACE = "urn:ehis:az:gov:ayna"
POLICE = Member("AZ", "GOV", "POLICE")
AGENCY = Client(POLICE, "checks")
AYNA = Member("AZ", "GOV", "AYNA")
CARRIER_STATUS = Service(AYNA, "carrierStatus", "v1", "kabinet")
DAY = timedelta(days=1)
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:ehis:az:gov:ayna" elementFormDefault="qualified">
<xs:simpleType name="Voen"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{10}"/></xs:restriction></xs:simpleType>
<xs:element name="NAME"><xs:complexType><xs:sequence><xs:element name="voen" type="t:Voen" xmlns:t="urn:ehis:az:gov:ayna"/>
<xs:element name="note" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="NAMEResponse"><xs:complexType><xs:sequence><xs:element name="status" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>"""


class Issuer(Authority):
    """Issues certificates that are valid on the day of the test."""

    def issue(self, cn, *, key=None, usage=SIGNING, start=None, end=None, is_authority=False):
        start, end = start or now() - 20 * DAY, end or now() + 20 * DAY
        return super().issue(cn, key=key, usage=usage, start=start, end=end, is_authority=is_authority)

    def store(self, **facts) -> TrustStore:
        certificate = self.certificate
        return TrustStore((certificate,), (self.revocations(next_update=now() + DAY, **facts),))


def now() -> datetime:
    return datetime.now(UTC)


def der(key) -> bytes:
    return key.certificate.public_bytes(Encoding.DER)


class FakeAdapter:
    """Answers `active` to everything, or what a test puts in its place."""

    def __init__(self):
        self.asked = []
        self.answer = status_answer

    def ask(self, asked, *, seconds=None):
        self.asked.append(asked)
        return self.answer(asked)


def status_answer(asked, status="active"):
    request = read_request(asked.body)
    body = etree.Element(f"{{{NAMESPACE}}}{request.header.service.code}Response")
    etree.SubElement(body, f"{{{NAMESPACE}}}status").text = status
    return Answered(200, (("Content-Type", "text/xml"),), build_message(request.header, body))


class Kept:
    """Evidence and figures as they were given to be kept."""

    def __init__(self):
        self.evidence, self.figures, self.broken = [], [], False

    def __call__(self, evidence, measurement):
        if self.broken:
            raise ArchiveFailed
        self.evidence += evidence
        self.figures.append(measurement)


@dataclass
class World:
    url: str
    folder: object

    def __post_init__(self):
        self.authority = Issuer()
        self.store = self.authority.store()
        self.agency = self.authority.issue("AZ/GOV/POLICE")
        self.ours = self.authority.issue("AZ/GOV/AYNA")
        self.adapter, self.kept, self.alarms = FakeAdapter(), Kept(), []
        self.opened = []
        self.server = self.new_server()

    def new_server(self) -> SecurityServer:
        """Another process of the same server, or the one after a restart: it shares database and pace, no memory."""
        database, pace = Connections(self.url), Pace(self.folder / "pace")
        self.opened += [database, pace]
        parts = Parts(
            trust=FreshRemembering(lambda: self.store),
            gate=Gatekeeper(database),
            database=database,
            pace=pace,
            adapter=self.adapter,
            key=lambda: self.ours,
            keep=self.kept,
            alarm=lambda *facts: self.alarms.append(facts),
        )
        return SecurityServer(parts)

    def renew(self):
        """Forget what a former test asked and was told; nobody has used up anything."""
        self.adapter.asked.clear()
        self.adapter.answer = status_answer
        self.kept.__init__()
        self.alarms.clear()
        (self.folder / "pace").write_bytes(bytes((self.folder / "pace").stat().st_size))
        self.store = self.authority.store()

    def close(self):
        for one in self.opened:
            one.close()

    @contextmanager
    def installed(self):
        """Make this world's database the one of the process."""
        former = list(db._database)
        database = db.open_database(self.url)
        db.install_database(database)
        try:
            yield
        finally:
            database.close()
            db._database[:] = former

    @contextmanager
    def directory(self):
        """Change the directory, as the office does."""
        with self.installed(), transaction() as session:
            yield session

    def rows(self, statement, values=None):
        return self.opened[0].rows(statement, values)

    def header(self, **changes) -> Header:
        usual = {"client": AGENCY, "service": CARRIER_STATUS, "message_id": str(uuid4()), "user_id": "AZ5AYS3L1"}
        return Header(**usual | changes)

    def request(self, *, voen="9900010101", note=None, name=None, **changes) -> bytes:
        header = self.header(**changes)
        return build_message(header, parameters(name or header.service.code, voen, note))

    def call(self, raw, *, key=None, tls=None, at=None, signature=None, **more) -> Call:
        """The call that carries `raw`, signed by the agency unless said otherwise."""
        if signature is None:
            signature = sign(raw, key or self.agency, at=at or now())
        content_type, body = pack(SignedMessage(raw, signature))
        return as_call(body, content_type, der(tls or self.agency), **more)

    def send(self, raw, server=None, **how):
        return (server or self.server).handle(self.call(raw, **how))

    def fault(self, raw, **how) -> str:
        """Send `raw`; return the kind of the fault that comes, and see that nothing was asked or signed."""
        before = len(self.adapter.asked)
        kind = fault_kind(self.send(raw, **how))
        assert len(self.adapter.asked) == before
        return kind

    def answered(self, raw, server=None, **how):
        """Send `raw`; return the proved answer."""
        reply = self.send(raw, server, **how)
        return self.proved(reply, raw)

    def proved(self, reply, raw):
        assert reply.status == 200
        assert reply.content_type.startswith("multipart/mixed"), reply.body
        signed = unpack(reply.content_type, reply.body)
        assert verify(signed, self.store, at=now()).member == AYNA
        message = read_answer(signed.message)
        assert is_hash_of(message.header.request_hash, raw)
        return message


def as_call(body, content_type, certificate, *, length=True, encoding="", action=""):
    said = len(body) if length is True else length
    return Call(certificate, content_type, BytesIO(body).read, said, encoding, action)


def parameters(name, voen="9900010101", note=None):
    body = etree.Element(f"{{{NAMESPACE}}}{name}")
    etree.SubElement(body, f"{{{NAMESPACE}}}voen").text = voen
    if note is not None:
        etree.SubElement(body, f"{{{NAMESPACE}}}note").text = note
    return body


def fault_of(reply):
    assert reply.status in {200, 429}
    return read_fault(reply.body)


def fault_kind(reply) -> str:
    return fault_of(reply).code.kind


def service(code, version="v1"):
    return replace(CARRIER_STATUS, code=code, version=version)


def fill_directory(world: World):
    """The agency may ask carrierStatus and two others; it may not ask secretService; nobody else may ask anything."""
    with world.directory():
        for code, subsystem in (("AZ/GOV/POLICE", "checks"), ("AZ/GOV/AYNA", "kabinet"), ("AZ/GOV/TRIAL", "trial")):
            api.register_member(code, code, actor=SYSTEM)
            api.register_client(code, subsystem, "test" if subsystem == "trial" else "production", actor=SYSTEM)
        api.register_client("AZ/GOV/POLICE", "archive", actor=SYSTEM)
        for code, versions in (("carrierStatus", "v1 v2"), ("secretService", "v1"), ("newService", "v1")):
            api.register_service(code, code, actor=SYSTEM)
            for version in versions.split():
                api.draft_version(code, version, SCHEMA.replace("NAME", code), actor=SYSTEM)
                api.put_version_to_test(code, version, actor=SYSTEM)
                if code != "newService":
                    api.publish_version(code, version, archive_what="all", archive_days=30, actor=SYSTEM)
        for client in ("AZ/GOV/POLICE/checks", "AZ/GOV/TRIAL/trial"):
            api.grant_right(client, "carrierStatus", actor=SYSTEM)
            api.grant_right(client, "newService", actor=SYSTEM)


def end(session, version):
    """Make the end of a version of carrierStatus come."""
    row = session.query(VersionRow).filter_by(version=version).first()
    row.ends_at = now() - DAY
