"""Goods that nobody took go back under a waybill of their own, linked to the one they came by."""

from dataclasses import replace
from decimal import Decimal

from webapp.core import db
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.text import _, in_language
from webapp.waybills.content import GoodsRow, Place, WaybillContent, copied
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.linking import link
from webapp.waybills.models import Waybill, WaybillAct
from webapp.waybills.past import past_of
from webapp.waybills.quantities import Line
from webapp.waybills.rules import Role, State
from webapp.waybills.shelves import put_on_shelves
from webapp.waybills.validation.delivery import is_counted

GRAM = Decimal("0.001")


def begin_return(waybill: Waybill, act: WaybillAct) -> Waybill:
    """Begin the waybill of what was refused: from the consignee's place back to the consignor, by the same carrier.

    It is handed to the consignor at once, who signs it, for the goods are the consignor's; its life is an ordinary one.
    """
    moment = now()
    made = Waybill(
        public_id=new_public_id(),
        version=1,
        state=State.DRAFT.value,
        initiator_party_id=waybill.carrier_party_id,
        initiator_role=Role.CARRIER.value,
        content={},
        created_by=act.account_id,
        created_at=moment,
        changed_at=moment,
        shared_at=moment,
        returns_id=waybill.id,
    )
    content = returned(content_from_json(waybill.standing), past_of(waybill).lines, waybill.number or "")
    made.content = to_json(content)
    link(made, content)
    db.session().add(made)
    put_on_shelves(made)
    return made


def returned(content: WaybillContent, lines: list[Line], number: str) -> WaybillContent:
    """Return the content of the way back: only refused goods, places changed round, the consignor as consignee."""
    back = copied(content)
    with in_language("az"):
        remark = _("%(number)s nömrəli qaimə üzrə qaytarılan yük", number=number)
    refused = [(row, line) for row, line in zip(content.goods, lines, strict=True) if line.refused]
    start = content.stops[max(row.drop for row, _line in refused)].unloading
    return replace(
        back,
        consignee=back.consignor,
        drops=(),
        goods=tuple(_part(row, line) for row, line in refused),
        total_gross_kg=None,
        loading=Place(name=start.name, address=start.address),
        unloading=Place(name=content.loading.name, address=content.loading.address),
        instructions="",
        remarks=remark,
        internal=True,
    )


def _part(row: GoodsRow, line: Line) -> GoodsRow:
    """Return the refused part of a line: its packages, or its weight in bulk, and its share of the other measures."""
    share = line.refused / line.accepted
    measures = {name: getattr(row, name) for name in ("gross_kg", "net_kg", "volume_m3")}
    parts = {name: (value * share).quantize(GRAM) for name, value in measures.items() if value is not None}
    return replace(row, drop=0, packages=int(line.refused) if is_counted(row) else row.packages, **parts)
