"""How an authority makes certificates: the extensions of RFC 5280, one place for all of them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from mocks.pki.pairs import Pair, PrivateKey

AUTHORITY_AGE: Final = timedelta(days=2 * 365)  # older than any leaf, the expired ones included
AUTHORITY_LIFE: Final = timedelta(days=10 * 365)
LEAF_AGE: Final = timedelta(days=30)
LEAF_LIFE: Final = timedelta(days=3 * 365)
EXPIRED_AGE: Final = timedelta(days=400)
EXPIRED_LIFE: Final = timedelta(days=399)


def new_key() -> ec.EllipticCurvePrivateKey:
    """Return a new P-256 key."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True, slots=True)
class Pointers:
    """Where a verifier finds out about revocation and the issuer (RFC 5280 4.2.1.13, 4.2.2.1)."""

    revocation_list: str
    status_responder: str
    issuer_certificate: str

    def extensions(self) -> list[x509.ExtensionType]:
        """Return the two extensions that carry these addresses."""
        access = {
            AuthorityInformationAccessOID.OCSP: self.status_responder,
            AuthorityInformationAccessOID.CA_ISSUERS: self.issuer_certificate,
        }
        return [
            x509.CRLDistributionPoints(
                [x509.DistributionPoint([x509.UniformResourceIdentifier(self.revocation_list)], None, None, None)]
            ),
            x509.AuthorityInformationAccess(
                [
                    x509.AccessDescription(oid, x509.UniformResourceIdentifier(address))
                    for oid, address in access.items()
                ]
            ),
        ]


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a certificate of an end entity says about its holder."""

    subject: x509.Name
    names: tuple[x509.GeneralName, ...]
    purposes: tuple[x509.ObjectIdentifier, ...] = ()
    purposes_critical: bool = False
    pointers: Pointers | None = None
    expired: bool = False
    key: PrivateKey = field(default_factory=new_key)


def new_rsa_key() -> rsa.RSAPrivateKey:
    """Return a new RSA key of 2048 bits, which time-stamp clients of every age understand."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def name_of(common_name: str, **more: str) -> x509.Name:
    """Return a distinguished name of the country AZ; `more` are attributes by their NameOID name in lower case."""
    parts = [(NameOID.COUNTRY_NAME, "AZ")]
    parts += [(getattr(NameOID, key.upper()), value) for key, value in more.items()]
    parts.append((NameOID.COMMON_NAME, common_name))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def make_authority(common_name: str, parent: Pair | None = None, pointers: Pointers | None = None) -> Pair:
    """Return a new certificate authority, self-signed without a `parent`, else under it and issuing leaves only."""
    key = new_key()
    subject = name_of(common_name, organization_name="Kabinet demo")
    issuer, signing_key = (parent.certificate.subject, parent.key) if parent else (subject, key)
    builder = _builder(subject, key, issuer, signing_key).not_valid_before(now() - AUTHORITY_AGE)
    builder = builder.not_valid_after(now() - AUTHORITY_AGE + AUTHORITY_LIFE)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0 if parent else None), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True, digital_signature=True), critical=True)
    for extension in pointers.extensions() if pointers else []:
        builder = builder.add_extension(extension, critical=False)
    return Pair(builder.sign(signing_key, hashes.SHA256()), key)


def issue(authority: Pair, leaf: Leaf) -> Pair:
    """Return a certificate of `authority` for `leaf`, fit for signatures that its holder cannot deny."""
    age, life = (EXPIRED_AGE, EXPIRED_LIFE) if leaf.expired else (LEAF_AGE, LEAF_LIFE)
    builder = _builder(leaf.subject, leaf.key, authority.certificate.subject, authority.key)
    builder = builder.not_valid_before(now() - age).not_valid_after(now() - age + life)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
    builder = builder.add_extension(x509.SubjectAlternativeName(leaf.names), critical=False)
    if leaf.purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(leaf.purposes), critical=leaf.purposes_critical)
    for extension in leaf.pointers.extensions() if leaf.pointers else []:
        builder = builder.add_extension(extension, critical=False)
    return Pair(builder.sign(authority.key, hashes.SHA256()), leaf.key)


def now() -> datetime:
    """Return this instant to the second, as certificates write it."""
    return datetime.now(UTC).replace(microsecond=0)


def _builder(subject: x509.Name, key: PrivateKey, issuer: x509.Name, issuer_key: PrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )
