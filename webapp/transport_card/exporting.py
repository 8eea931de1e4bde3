"""What a person's cards say of them, for the file of everything that the cabinet holds."""

from typing import Any

from webapp.core.actor import Actor
from webapp.transport_card import accounts
from webapp.transport_card.queries import cards_of, product_of
from webapp.transport_card.statements import Period, whole


def held_cards(actor: Actor) -> list[dict[str, Any]]:
    """Return the person's own cards with their movements as plain values."""
    if actor.person_party_id is None:
        return []
    return [
        {
            "number": card.number,
            "name": card.name,
            "product": product_of(card).code,
            "state": card.state,
            "expires_on": card.expires_on,
            "rides_left": card.rides_left,
            "balance_qepik": accounts.balance_of(card.id),
            "movements": [
                {"at": one.at, "kind": one.kind, "route": one.route, "vehicle": one.vehicle, "qepik": one.qepik}
                for one in whole(card, Period())
            ],
        }
        for card in cards_of(actor.person_party_id)
    ]
