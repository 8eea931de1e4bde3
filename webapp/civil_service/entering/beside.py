"""What entering puts on a record's office page: the operator's way to enter what is his."""

from typing import Any

from webapp.civil_service.permissions import ENTER_OWN
from webapp.civil_service.record_tables import Servant
from webapp.core.actor import Actor


def what_to_enter(servant: Servant, actor: Actor) -> dict[str, Any] | None:
    """Return whose record it is for the operator, None for everybody else."""
    return {"servant": servant.public_id} if actor.party_id is None and actor.has(ENTER_OWN.code) else None
