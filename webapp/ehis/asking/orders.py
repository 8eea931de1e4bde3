"""What the operator may order of the client, each kept in the journal."""

from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.ehis.asking import standing
from webapp.ehis.asking.models import Order
from webapp.ehis.asking.rights import policy_of
from webapp.ehis.errors import ReasonNeeded
from webapp.ehis.permissions import STEER_ASKING

SERVICE = "ehis.service"


def force_open(code: str, reason: str, *, actor: Actor) -> None:
    """Send nothing to the service `code` until it is closed, in every process within a second.

    Raises Forbidden, PurposeNotAllowed (no such service), ReasonNeeded.
    """
    _order(code, "open", reason, actor=actor)


def close(code: str, reason: str, *, actor: Actor) -> None:
    """Let questions to the service `code` through again and forget its failures. Raises as `force_open` does."""
    _order(code, "close", reason, actor=actor)


def _order(code: str, wanted: str, reason: str, *, actor: Actor) -> None:
    ensure_may(actor, STEER_ASKING)
    text = reasoned(reason)
    policy_of(code)
    values = {"standing": wanted, "reason": text, "given_by": actor.name, "at": now()}
    statement = insert(Order).values(service=code, **values)
    db.session().execute(statement.on_conflict_do_update(index_elements=["service"], set_=values))
    record(f"ehis.breaker_{wanted}", actor=actor, object_type=SERVICE, object_key=code, detail={"reason": text})
    standing.forget()


def reasoned(reason: str) -> str:
    """Return why something is ordered, without blanks around it. Raises ReasonNeeded."""
    text = reason.strip()
    if not text:
        raise ReasonNeeded
    return text
