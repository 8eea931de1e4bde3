"""Demo data of this room: drafts of the demo firms. Signed states are not made up: they need real signatures."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import select

from webapp.cabinets.api import ensure_party, party_by_number
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import BAKU, now, today
from webapp.waybills.content import GoodsRow, PartyEntry, Place, VehicleEntry, WaybillContent
from webapp.waybills.models import Waybill
from webapp.waybills.permissions import WAYBILLS_EDIT, WAYBILLS_SIGN, WAYBILLS_VIEW
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import save_draft, share_draft, start_draft

REGISTER: Final = "AZ/GOV/DVX"
CARRIER, CONSIGNOR, CONSIGNEE = "9900010101", "9900010231", "9900010361"
FIRMS: Final = (
    (CARRIER, "“Xəzər Yük” MMC", "Bakı şəhəri, Xətai rayonu, Nobel prospekti 15"),
    (CONSIGNOR, "“Göyçay Meyvə” MMC", "Göyçay şəhəri, Nizami küçəsi 42"),
    (CONSIGNEE, "“Bazar 24” MMC", "Bakı şəhəri, Nərimanov rayonu, Atatürk prospekti 24"),
)
FRUIT: Final = (
    GoodsRow(
        marks="GM-2026/11",
        packages=320,
        package_type="CT",
        nature="Nar, təzə, “Gülöyşə”",
        hs_code="0810907500",
        gross_kg=Decimal(5120),
        net_kg=Decimal(4800),
    ),
    GoodsRow(
        marks="GM-2026/12",
        packages=140,
        package_type="CR",
        nature="Alma, təzə",
        hs_code="080810",
        gross_kg=Decimal("2240.5"),
        net_kg=Decimal(2100),
    ),
)
WHEAT: Final = (GoodsRow(package_type="VR", nature="Ərzaq buğdası", hs_code="1001990000", gross_kg=Decimal(9800)),)


def seed_drafts() -> None:
    """Write the drafts, inside the open transaction; nothing when there are waybills already."""
    if db.session().scalar(select(Waybill.id).limit(1)) is not None:
        return
    for number, name, address in FIRMS:
        ensure_party("organisation", number, name=name, address=address, source=REGISTER, as_of=now())
    fruit = _content(FRUIT, start=9, documents=("e-qaimə-faktura EQ-26-004512",))
    fruit = replace(fruit, vehicle=VehicleEntry(plate="10-XY-101"))
    _draft(CONSIGNOR, Role.CONSIGNOR, fruit, shared=True)
    wheat = _content(WHEAT, start=14)
    _draft(CARRIER, Role.CARRIER, replace(wheat, vehicle=VehicleEntry(plate="10-XY-103")), shared=False)
    _draft(CONSIGNOR, Role.CONSIGNOR, replace(wheat, carrier=PartyEntry()), shared=False)


def _content(goods: tuple[GoodsRow, ...], *, start: int, documents: tuple[str, ...] = ()) -> WaybillContent:
    loading = datetime.combine(today() + timedelta(days=1), time(start), BAKU)
    return WaybillContent(
        consignor=PartyEntry(number=CONSIGNOR),
        carrier=PartyEntry(number=CARRIER),
        consignee=PartyEntry(number=CONSIGNEE),
        goods=goods,
        documents=documents,
        loading=Place(name="Göyçay", address="Nizami küçəsi 42, 3 saylı anbar", planned_at=loading),
        unloading=Place(name="Bakı", address="Atatürk prospekti 24", planned_at=loading + timedelta(hours=6)),
        instructions="Qapıda növbətçiyə zəng edin.",
    )


def _draft(number: str, role: Role, content: WaybillContent, *, shared: bool) -> None:
    found = party_by_number(number)
    assert found is not None  # made just before
    rights = frozenset(right.code for right in (WAYBILLS_VIEW, WAYBILLS_EDIT, WAYBILLS_SIGN))
    actor = Actor(name=found.name, party_id=found.id, party_name=found.name, rights=rights)
    public_id = start_draft(frozenset({role}), actor=actor)
    save_draft(public_id, content, version=1, actor=actor)
    if shared:
        share_draft(public_id, actor=actor)
