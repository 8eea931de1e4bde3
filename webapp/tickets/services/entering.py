"""Permits to enter a territory: asked with the purchase, for every passenger; without one nothing is sold."""

from webapp.core.actor import Actor


def ask_for_permits(public_id: str, actor: Actor) -> None:
    """Ask for the permits of an order that needs them; no transaction is open."""
