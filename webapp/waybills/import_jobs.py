"""Drafts of a table, begun outside the request that asked for them."""

from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.waybills.services.importing import begin_some, importing_actor


@job("waybills.begin_imported", attempts=5)
def begin_imported(table: str, account_id: int) -> None:
    """Begin the drafts of a table, batch by batch; started again after a stop it goes on where it was."""
    with transaction(read_only=True):
        actor = importing_actor(table, account_id)
    left = actor is not None
    while left and actor is not None:
        with transaction():
            left = begin_some(table, actor)
