"""The record of who did what, as tests ask it."""

from sqlalchemy import select

from webapp.audit.models import AuditEntry
from webapp.core.transaction import transaction


def noted(object_key, *, views=False):
    """The actions that stand in the journal about an object, oldest first and without the room's name; looks when asked for."""
    query = select(AuditEntry.action, AuditEntry.purpose).where(AuditEntry.object_key == object_key)
    with transaction(read_only=True) as session:
        found = session.execute(query.order_by(AuditEntry.seq)).all()
    return [action.partition(".")[2] for action, purpose in found if bool(purpose) == views]
