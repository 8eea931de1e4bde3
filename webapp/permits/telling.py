"""Telling the holder: everybody who may see the permits of the party."""

from datetime import date
from typing import Any

from webapp.notifications.api import notify_party
from webapp.permits.models import Permit, PermitCard
from webapp.permits.permissions import SEE


def tell_holder(permit: Permit, code: str, *, card: PermitCard | None = None, **more: Any) -> None:
    """Write a notice about a permit, or about one of its cards."""
    said = {"permit": permit.public_id, "number": permit.number, "about": card.plate if card else "", **more}
    notify_party(permit.party_id, f"permits.{code}", permission=SEE, **said)


def written(day: date) -> str:
    """Return a day as it stands in messages of every language."""
    return f"{day:%d.%m.%Y}"
