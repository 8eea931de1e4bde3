"""What happens by itself: names asked from the taxpayers' register until it answers, waybills closed by the clock."""

from sqlalchemy import select

from webapp.auth.api import account
from webapp.cabinets.api import ensure_party, party_by_number
from webapp.core import db
from webapp.core.errors import Unavailable
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.ehis import api as registers
from webapp.ehis.errors import NotARegisterNumber, NotInRegister, SeveralInRegister
from webapp.waybills.asked_numbers import Naming, forget_answer, keep_answer, lately_absent
from webapp.waybills.content_json import content_from_json
from webapp.waybills.linking import link
from webapp.waybills.models import Waybill
from webapp.waybills.rules import State
from webapp.waybills.services.closing import close, due_for_closing
from webapp.waybills.shelves import put_on_shelves
from webapp.waybills.validation.parties import is_voen

KIND_OF_PARTY = {
    "legal": "organisation",
    "entrepreneur": "entrepreneur",
    "state": "state",
    "municipality": "municipality",
}


@job("waybills.look_up_parties", attempts=12, wait=3, backoff=2)
def look_up_parties(waybill: str, account_id: int) -> None:
    """Ask for the names of the parties that nobody here knows yet and tie them to the draft.

    What the register does not have, and that it did not answer, is kept for the pages to say. Raises the exchange's error
    when it did not answer, so that the queue tries again.
    """
    with transaction(read_only=True):
        row = db.session().scalar(select(Waybill).where(Waybill.public_id == waybill))
        numbers = _unknown(row) if row is not None else []
        asking = account(account_id)
    failures = [settle(number, asking.fin) for number in numbers] if asking else []
    with transaction():
        tie(waybill)
    for failure in filter(None, failures):
        raise failure


def _unknown(row: Waybill) -> list[str]:
    content = content_from_json(row.content)
    entries = [*content.parties.values(), *(drop.consignee for drop in content.drops)]
    numbers = {entry.number for entry in entries}
    unknown = {number for number in numbers if is_voen(number) and party_by_number(number) is None}
    return sorted(unknown - lately_absent(unknown))


def settle(number: str, asked_by: str) -> Unavailable | None:
    """Ask for one number and keep what came of it; return the failure when there was no answer."""
    try:
        entity = registers.get_legal_entity(number, purpose=registers.Purpose.WAYBILL, asked_by=asked_by)
    except (NotInRegister, SeveralInRegister, NotARegisterNumber):
        with transaction():
            keep_answer(number, Naming.ABSENT)
        return None
    except Unavailable as failure:
        with transaction():
            keep_answer(number, Naming.SILENT)
        return failure
    with transaction():
        _keep(entity)
        forget_answer(number)
    return None


def _keep(entity: registers.LegalEntity) -> None:
    ensure_party(
        KIND_OF_PARTY[entity.kind],
        entity.voen,
        name=entity.name,
        address=entity.address,
        source=entity.source,
        as_of=entity.as_of,
    )


def tie(public_id: str) -> None:
    """Tie what is known now of its parties to a draft, and put it where they find it."""
    row = db.session().scalar(select(Waybill).where(Waybill.public_id == public_id).with_for_update())
    if row is not None and row.state == State.DRAFT.value:
        link(row, content_from_json(row.content))
        put_on_shelves(row)


@job("waybills.close", attempts=1, cron="40 * * * *")
def close_what_is_over(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Close delivered waybills about which nobody can complain any more, each in a transaction of its own."""
    with transaction(read_only=True):
        due = due_for_closing()
    for public_id in due:
        with transaction():
            close(public_id)
