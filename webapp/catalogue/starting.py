"""Whether a service of ours can be begun by who looks at its page, so that no button leads to a closed door."""

from flask import current_app

from webapp.catalogue.offer import ServiceOffer
from webapp.core.actor import current_actor
from webapp.ui.access import access_of


def starts(offer: ServiceOffer) -> str:
    """Return how the service begins: "here", "other_role" when the role chosen now has no right to it, "" nowhere here.

    A visitor is led to the sign-in, which asks for the role.
    """
    if not offer.start:
        return ""
    access, actor = access_of(current_app.view_functions[offer.start]), current_actor()
    if access is None or access.anybody or not actor.signed_in:
        return "here"
    may = not access.permissions or any(actor.has(right.code) for right in access.permissions)
    return "here" if may else "other_role"
