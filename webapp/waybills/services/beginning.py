"""Many drafts at once: each as if it were begun alone, in a few statements for all of them."""

from collections.abc import Sequence

from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.cabinets.api import parties_by_number
from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id
from webapp.waybills.content import PartyEntry, WaybillContent
from webapp.waybills.content_json import to_json
from webapp.waybills.finding.entries import add_entries
from webapp.waybills.models import ShelfEntry, Waybill
from webapp.waybills.rules import Role, State
from webapp.waybills.shelves import DRAFTS


def begin_many(wanted: Sequence[tuple[str, Role, WaybillContent]], actor: Actor) -> list[str]:
    """Begin a draft for each (start key, part of the initiator, content); return their public ids in order.

    Names that nobody knows are not asked for here: the caller has them asked once for all.
    """
    known = _Known({entry.number for _key, _role, content in wanted for entry in _entries(content)})
    drafts = [(known.draft(key, role, content, actor), content) for key, role, content in wanted]
    session = db.session()
    session.add_all([waybill for waybill, _content in drafts])
    session.flush()
    rows = [
        {"waybill_id": one.id, "party_id": one.initiator_party_id, "shelf": DRAFTS, "changed_at": one.changed_at}
        for one, _content in drafts
    ]
    session.execute(insert(ShelfEntry).values(rows))
    add_entries(drafts, known.names)
    for waybill, _content in drafts:
        record("waybills.started", actor=actor, object_type="waybill", object_key=waybill.public_id)
    return [waybill.public_id for waybill, _content in drafts]


class _Known:
    """Parties and drivers of many drafts, each looked up once."""

    def __init__(self, numbers: set[str]) -> None:
        found = parties_by_number(numbers - {""})
        self.parties = {number: party.id for number, party in found.items()}
        self.names = {number: party.name for number, party in found.items()}
        self.drivers: dict[tuple[int, str], str | None] = {}

    def draft(self, key: str, role: Role, content: WaybillContent, actor: Actor) -> Waybill:
        """Return the draft, not yet kept."""
        moment, ids = now(), {name: self.parties.get(entry.number) for name, entry in content.parties.items()}
        fin = self._driver(ids["carrier"], content.driver.ref)
        return Waybill(
            public_id=new_public_id(),
            version=1,
            state=State.DRAFT.value,
            initiator_party_id=actor.party_id,
            initiator_role=role.value,
            content=to_json(content),
            created_by=actor.account_id,
            created_at=moment,
            changed_at=moment,
            start_key=key,
            driver_fin=fin,
            driver_index=blind_index(fin) if fin else None,
            vehicle_plate=content.vehicle.plate or None,
            trailer_plates=[trailer.plate for trailer in content.trailers if trailer.plate],
            loading_at=content.loading.planned_at,
            drop_party_ids=[self.parties.get(drop.consignee.number) for drop in content.drops],
            **{f"{name}_party_id": party_id for name, party_id in ids.items()},
        )

    def _driver(self, carrier_id: int | None, ref: str) -> str | None:
        if carrier_id is None or not ref:
            return None
        if (carrier_id, ref) not in self.drivers:
            found = carriers.driver(carrier_id, ref)
            self.drivers[carrier_id, ref] = found.account_fin if found else None
        return self.drivers[carrier_id, ref]


def _entries(content: WaybillContent) -> list[PartyEntry]:
    return [*content.parties.values(), *(drop.consignee for drop in content.drops)]
