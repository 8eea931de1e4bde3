"""What other rooms ask: plug in scopes and events, announce what happened, write views for programs."""

from webapp.api_clients.idempotency import idempotent
from webapp.api_clients.offer import ApiEventKind, ApiScope
from webapp.api_clients.services.announcing import announce

__all__ = ["ApiEventKind", "ApiScope", "announce", "idempotent"]
