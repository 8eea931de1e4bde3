"""A person gets a record: known by the FİN, named by the population register, numbered for good."""

from datetime import date
from typing import Final

from webapp.audit.api import record
from webapp.civil_service.errors import ServantKnown
from webapp.civil_service.events import ServantRegistered
from webapp.civil_service.queries import servant_by_fin
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.services.checking import cleaned
from webapp.civil_service.services.recording import record_fact
from webapp.civil_service.services.settling import name_words
from webapp.civil_service.values import Entered, Given
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number

SERIES: Final = "civil_servants"
EVER: Final = 0  # one series for all years: the number stays with the person


def register_servant(fin: str, identity: Given, entered: Entered, *, actor: Actor) -> Servant:
    """Make a record for the person with this FİN (normal form), with the identity as its first fact, and return it.

    A trainee until a post is recorded. Raises ServantKnown, FactWrong.
    """
    if servant_by_fin(fin) is not None:
        raise ServantKnown
    said = cleaned(identity, order_needed=False)
    row = Servant(public_id=new_public_id(), fin=fin, fin_index=blind_index(fin), status="trainee")
    row.family_name, row.given_name, row.patronymic = (
        said["family_name"],
        said["given_name"],
        said.get("patronymic", ""),
    )
    row.search_name, row.words = name_words(row.family_name, row.given_name, row.patronymic)
    row.sex, row.birthdate = said["sex"], date.fromisoformat(said["birthdate"])
    row.created_at = row.changed_at = now()
    row.number = servant_number(next_number(SERIES, EVER))
    db.session().add(row)
    db.session().flush()
    record(
        "civil_service.registered",
        actor=actor,
        object_type="service_record",
        object_key=row.public_id,
        subject_fin=fin,
    )
    record_fact(row.id, identity, entered, actor=actor)
    publish(ServantRegistered(servant_id=row.id))
    return row


def servant_number(last: int) -> str:
    """Return the number of a servant in the register: DQ-0000012."""
    return f"DQ-{last:07}"
