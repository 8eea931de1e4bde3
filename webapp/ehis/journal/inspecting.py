"""Does the signature of a kept message still hold? Told to everybody who sees its headers; the message stays sealed."""

from enum import StrEnum

from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from webapp.core import db
from webapp.ehis.faults import Refused
from webapp.ehis.journal.exporting import opened
from webapp.ehis.journal.gateways import authority
from webapp.ehis.journal.models import ArchivedMessage, Segment
from webapp.ehis.journal.proving import signer_of


class Signature(StrEnum):
    """What can be said of a kept message's signature."""

    HOLDS = "holds"
    NONE = "none"
    FAILS = "fails"
    CHANGED = "changed"
    UNKNOWN = "unknown"


def signature_of(number: int) -> tuple[Signature, str]:
    """Return what holds of the message's signature, with who signed or why it fails. Needs an open transaction."""
    row, segment = (
        db.session().execute(select(ArchivedMessage, Segment).join(Segment).where(ArchivedMessage.id == number)).one()
    )
    try:
        inside = opened(row, segment)
        if not inside.signature:
            return Signature.NONE, ""
        member, _ = signer_of(inside.message, inside.signature, authority().members_trust(), at=row.at)
    except InvalidTag:
        return Signature.CHANGED, ""
    except Refused as refused:
        return Signature.FAILS, refused.kind
    except (OSError, ValueError):
        return Signature.UNKNOWN, ""
    return Signature.HOLDS, member
