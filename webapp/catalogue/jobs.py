"""The weekly job that asks the addresses of the catalogue; it asks nobody unless CATALOGUE_LINKS=1."""

from collections.abc import Callable

from flask import current_app

from webapp.catalogue.bodies import shown_addresses
from webapp.catalogue.gateways import answer_of, is_public
from webapp.catalogue.services.asking import keep_answer
from webapp.core.jobs import job
from webapp.core.transaction import transaction


@job("catalogue.ask_addresses", attempts=1, cron="20 22 * * 6")
def ask_addresses(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Every Sunday night (02:20 in Baku): each address once, one after another."""
    if current_app.settings.catalogue_links:  # type: ignore[attr-defined] # the portal's own application
        ask_all()


def ask_all(*, may_ask: Callable[[str], bool] = is_public) -> int:
    """Ask every address that is shown, outside any transaction, and keep each answer; return how many were asked."""
    with transaction(read_only=True):
        addresses = shown_addresses()
    for address in addresses:
        alive, answer = answer_of(address, may_ask=may_ask)
        with transaction():
            keep_answer(address, alive=alive, answer=answer)
    return len(addresses)
