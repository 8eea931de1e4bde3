"""Which certificates of ours are in use at this moment: those of activated keys, else those of the files."""

from pathlib import Path

from cryptography import x509
from sqlalchemy import select

from webapp.core import db
from webapp.ehis.server.keymaking import ENCRYPTION, SIGNATURE
from webapp.ehis.server.models import ServerKey
from webapp.ehis.server.place import place


def certificate_in_use(purpose: str, file: Path) -> x509.Certificate:
    """Return the certificate of the activated key of `purpose`, or that of `file`. Needs a transaction.

    Raises OSError, ValueError when there is none that can be read.
    """
    wanted = select(ServerKey.certificate).where(ServerKey.purpose == purpose, ServerKey.state == "active")
    activated = db.session().scalar(wanted)
    return x509.load_pem_x509_certificate(activated.encode() if activated else file.read_bytes())


def connecting_certificate() -> x509.Certificate:
    """Return the certificate that we show to those to whom we connect. Raises OSError, ValueError."""
    return certificate_in_use(ENCRYPTION, place().ehis_cert)


def signing_certificate() -> x509.Certificate:
    """Return the certificate with whose key we sign messages. Raises OSError, ValueError."""
    return certificate_in_use(SIGNATURE, place().ehis_cert)
