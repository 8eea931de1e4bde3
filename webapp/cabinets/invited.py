"""The row of a delegation: found under lock, changed with its version kept, named by the register."""

from webapp.cabinets.events import DelegationEnded
from webapp.cabinets.models import Delegation, DelegationVersion
from webapp.cabinets.rules import LIVE, Action, State, next_state
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now


def keep_version(row: Delegation, actor: Actor | None) -> None:
    """Write the delegation as it stands now into its history, as a change by `actor` (None: the register)."""
    row.version += 1
    db.session().add(row)
    db.session().flush()
    db.session().add(
        DelegationVersion(
            delegation_id=row.id,
            version=row.version,
            permissions=row.permissions,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            state=row.state,
            changed_by=actor.account_id if actor else None,
            changed_by_name=actor.name if actor else "",
            at=now(),
        )
    )


def name_invited(delegation_id: int, name: str) -> None:
    """Keep the masked name by which the register confirms an invited person; who accepted has their own name."""
    row = db.session().get_one(Delegation, delegation_id, with_for_update=True)
    if row.state == State.INVITED:
        row.name = name


def unknown_invited(delegation_id: int) -> None:
    """End the invitation of a number that the register does not know, or of a person who is dead."""
    row = db.session().get_one(Delegation, delegation_id, with_for_update=True)
    if row.state not in LIVE:
        return
    row.state, row.ended_at = next_state(State(row.state), Action.END), now()
    keep_version(row, None)
    publish(DelegationEnded(delegation_id=row.id, party_id=row.party_id))
