"""A certificate authority in memory, for signatures good and bad."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from webapp.ehis.sign import PrivateKey, SigningKey
from webapp.ehis.trust import TrustStore

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
SIGNING = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
NO_REPUDIATION_ONLY = x509.KeyUsage(False, True, False, False, False, False, False, False, False)
ENCIPHERMENT = x509.KeyUsage(False, False, True, False, False, False, False, False, False)


def name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


@dataclass
class Authority:
    """Issues certificates and revokes them."""

    subject: str = "Maşın CA"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    revoked: list[int] = field(default_factory=list)

    @property
    def certificate(self) -> x509.Certificate:
        return self.issue(self.subject, key=self.key, usage=None, is_authority=True).certificate

    def issue(
        self, cn, *, key: PrivateKey | None = None, usage=SIGNING, start=NOW - YEAR, end=NOW + YEAR, is_authority=False
    ) -> SigningKey:
        key = key or ec.generate_private_key(ec.SECP256R1())
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(cn))
            .issuer_name(name(self.subject))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        )
        if usage is not None:
            builder = builder.add_extension(usage, critical=True)
        return SigningKey(key, builder.sign(self.key, hashes.SHA256()))

    def revocations(self, *, next_update=NOW + YEAR) -> x509.CertificateRevocationList:
        builder = x509.CertificateRevocationListBuilder().issuer_name(name(self.subject))
        builder = builder.last_update(NOW - YEAR * 2).next_update(next_update)
        for serial in self.revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(NOW - YEAR).build()
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(self.key, hashes.SHA256())

    def trust(self, **facts) -> TrustStore:
        return TrustStore((self.certificate,), (self.revocations(**facts),))


def rsa_key(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)
