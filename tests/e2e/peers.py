"""Security servers of members, as our own meets them: mutual TLS, signed messages, faults."""

import json
import ssl
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from tests.ehis.authority import SIGNING
from webapp.ehis.multipart import SignedMessage, is_multipart, pack, unpack
from webapp.ehis.reading import read_fault
from webapp.ehis.rest import answers
from webapp.ehis.rest.message import ANSWER_KIND, REQUEST_KIND
from webapp.ehis.rest.reading import accept
from webapp.ehis.sign import SigningKey, sign
from webapp.ehis.trust import TrustStore
from webapp.ehis.verify import verify

OFFICIAL = "AZ7FAQ6P2"
KABINET = "/r1/AZ/GOV/AYNA/kabinet/"


def certified(house, member):
    """A key for `member`, certified by the authority of the house: what its central server would have given."""
    pki, moment = house.data_dir / "pki", datetime.now(UTC)
    root = x509.load_pem_x509_certificate((pki / "ca.pem").read_bytes())
    private = load_pem_private_key((pki / "ca.key").read_bytes(), None)
    own = ec.generate_private_key(ec.SECP256R1())
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, member)]))
        .issuer_name(root.subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=90))
        .add_extension(SIGNING, critical=True)
    )
    return SigningKey(own, builder.sign(private, hashes.SHA256()))


class Peer:
    """A member's security server, with connections of its own to the gateway of the house."""

    def __init__(self, house, client, key, folder):
        self.client, self.key = client, key
        self.port = int(house.environ["EHIS_GATEWAY_PORT"])
        pki = house.data_dir / "pki"
        self.trust = TrustStore.from_files(pki / "ca.pem", pki / "machine.crl")
        self.context = ssl.create_default_context(cafile=pki / "ca.pem")
        both = folder / f"{client.replace('/', '-')}.pem"
        private = key.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        both.write_bytes(private + key.certificate.public_bytes(Encoding.PEM))
        self.context.load_cert_chain(both)

    @classmethod
    def of_files(cls, house, client, name, folder):
        """The peer whose key is one of the demonstration's."""
        pki = house.data_dir / "pki"
        return cls(house, client, SigningKey.from_files(pki / f"{name}.key", pki / f"{name}.pem"), folder)

    @property
    def certificate(self):
        """What the operator registers, as PEM text."""
        return self.key.certificate.public_bytes(Encoding.PEM).decode()

    def ask(self, target, *, method="GET", body=b"", user=OFFICIAL):
        """Return (status, what was said) of a proved answer, or (0, kind of the fault)."""
        headers = (("X-Road-Client", self.client), ("X-Road-UserId", user), ("Content-Type", "application/json"))
        message = accept(method, KABINET + target, headers, body)
        moment = datetime.now(UTC)
        kind, packed = pack(SignedMessage(message.raw, sign(message.raw, self.key, at=moment)), kind=REQUEST_KIND)
        connection = HTTPSConnection("127.0.0.1", self.port, context=self.context, timeout=20)
        try:
            connection.request("POST", "/", packed, {"Content-Type": kind})
            response = connection.getresponse()
            kind, said = response.getheader("Content-Type", ""), response.read()
        finally:
            connection.close()
        if not is_multipart(kind):
            code = json.loads(said)["type"] if said.startswith(b"{") else str(read_fault(said).code)
            return 0, code.removeprefix("server.serverproxy.")
        signed = unpack(kind, said, kind=ANSWER_KIND)
        assert str(verify(signed, self.trust, at=datetime.now(UTC)).member) == "AZ/GOV/AYNA"
        answer = answers.prove(signed.message, message)
        return answer.status, json.loads(answer.body)
