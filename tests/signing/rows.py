"""What the tests look up."""

import subprocess

from sqlalchemy import select, text

from webapp.core import files
from webapp.core.transaction import transaction
from webapp.signing.models import SignatureRequest


def row(public_id):
    with transaction(read_only=True) as session:
        return session.scalar(select(SignatureRequest).where(SignatureRequest.public_id == public_id))


def state(public_id):
    found = row(public_id)
    return found.state, found.reason


def signed_file(public_id):
    with transaction(read_only=True) as session:
        found = session.scalar(select(SignatureRequest).where(SignatureRequest.public_id == public_id))
        return files.read(found.signed_file_id)


def journal():
    with transaction(read_only=True) as session:
        return [name for (name,) in session.execute(text("SELECT action FROM audit_entries ORDER BY seq"))]


def poppler(pdf, folder):
    """What poppler's pdfsig says, an independent judge."""
    place = folder / "signed.pdf"
    place.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", str(place)], capture_output=True, text=True, check=False).stdout
