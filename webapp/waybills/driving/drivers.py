"""In whose name a phone speaks, and whether that person may still."""

from webapp.auth.api import account
from webapp.cabinets.api import own_party
from webapp.carriers import api as carriers
from webapp.core.actor import Actor
from webapp.signing.api import DeviceKey
from webapp.waybills.content_json import content_from_json
from webapp.waybills.driving.errors import AccountClosed, RightLost
from webapp.waybills.models import Waybill
from webapp.waybills.permissions import WAYBILLS_DRIVE


def actor_of(key: DeviceKey) -> Actor:
    """Return the person whose phone it is, with the one right of a driver. Raises AccountClosed."""
    person = account(key.account_id)
    if person is None or person.restricted_at is not None:
        raise AccountClosed
    own = own_party(person.id)
    return Actor(
        account_id=person.id,
        name=person.full_name,
        fin=person.fin,
        party_id=own.id,
        party_name=own.name,
        rights=frozenset({WAYBILLS_DRIVE.code}),
    )


def ensure_drives_for_carrier(waybill: Waybill, actor: Actor) -> None:
    """Raise RightLost when the carrier's registers do not name the person any more: dismissed, or the contract ended."""
    ref = content_from_json(waybill.standing).driver.ref
    carrier_id = waybill.carrier_party_id
    known = carriers.driver(carrier_id, ref) if carrier_id is not None and ref else None
    if known is None or known.account_fin != actor.fin:
        raise RightLost
