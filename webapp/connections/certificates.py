"""Certificates of participants' security servers: issued by the portal's own authority, to this member (6.3, 6.4)."""

from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import NameOID

from webapp.core.errors import Invalid
from webapp.core.text import Text, _l


def valid_to(pem: str, member: str, authority: bytes, moment: datetime) -> datetime:
    """Return until when the certificate holds. Raises Invalid when it cannot be read, is another's, or is not in force."""
    try:
        found = x509.load_pem_x509_certificate(pem.encode())
    except ValueError:
        raise _wrong(_l("Sertifikat oxunmur. PEM mətnini bütöv yapışdırın.")) from None
    try:
        found.verify_directly_issued_by(x509.load_pem_x509_certificate(authority))
    except (ValueError, TypeError, InvalidSignature):
        raise _wrong(_l("Sertifikatı Portalın Sertifikat Mərkəzi verməyib.")) from None
    if member not in _names(found):
        raise _wrong(_l("Sertifikat başqa iştirakçıya verilib."))
    if not found.not_valid_before_utc <= moment <= found.not_valid_after_utc:
        raise _wrong(_l("Sertifikatın müddəti bitib və ya hələ başlamayıb."))
    return found.not_valid_after_utc


def _names(found: x509.Certificate) -> set[str]:
    """Return the names that a certificate gives its holder, with and without the instance in front."""
    kinds = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.SERIAL_NUMBER)
    names = {str(part.value) for kind in kinds for part in found.subject.get_attributes_for_oid(kind)}
    return names | {f"AZ/{name}" for name in names}


def _wrong(text: Text) -> Invalid:
    return Invalid(fields={"certificate": text})
