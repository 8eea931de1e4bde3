"""Drafts of a table, begun outside the request that asked for them; then the names of their parties, each asked once."""

from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.waybills.asked_numbers import lately_absent
from webapp.waybills.jobs import settle, tie
from webapp.waybills.services.importing import begin_some, importing_actor, nameless_drafts, nameless_numbers
from webapp.waybills.validation.parties import is_voen


@job("waybills.begin_imported", attempts=5)
def begin_imported(table: str, account_id: int) -> None:
    """Begin the drafts of a table, batch by batch; started again after a stop it goes on where it was."""
    with transaction(read_only=True):
        actor = importing_actor(table, account_id)
    left = actor is not None
    while left and actor is not None:
        with transaction():
            left = begin_some(table, actor)
    if actor is not None:
        with transaction():
            name_imported.defer(once=table, table=table, account_id=account_id)


@job("waybills.name_imported", attempts=12, wait=3, backoff=2)
def name_imported(table: str, account_id: int) -> None:
    """Ask the taxpayers' register for each unknown number of a table once, and tie the names to its drafts.

    Raises the exchange's error when it did not answer, so that the queue tries again.
    """
    with transaction(read_only=True):
        actor = importing_actor(table, account_id)
        numbers = {number for number in nameless_numbers(table) if is_voen(number)}
        numbers -= lately_absent(numbers)
    failures = [settle(number, actor.fin) for number in sorted(numbers)] if actor and actor.fin else []
    with transaction(read_only=True):
        drafts = nameless_drafts(table)
    for public_id in drafts:
        with transaction():
            tie(public_id)
    for failure in filter(None, failures):
        raise failure
