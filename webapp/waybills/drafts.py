"""A draft as the one who types has it in hand: as many columns of its row as saving needs."""

from datetime import datetime
from typing import Any, NamedTuple

from webapp.waybills.content import WaybillContent


class Draft(NamedTuple):
    """A draft in the hands of somebody who types: who may, what stands (`stored` is `content` as the row has it)."""

    id: int
    public_id: str
    version: int
    state: str
    initiator_party_id: int
    initiator_role: str
    shared_at: datetime | None
    consignor_party_id: int | None
    carrier_party_id: int | None
    consignee_party_id: int | None
    driver_index: bytes | None
    discarded_at: datetime | None
    stored: dict[str, Any]
    content: WaybillContent
