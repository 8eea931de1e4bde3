"""A waybill in every state, read in Russian by everybody concerned: nothing stays in Azerbaijani but what was typed."""

import pytest

from tests.support.client import AssertingClient
from tests.support.languages import faulty
from tests.support.people import sign_in

STATES = ("draft", "offered", "accepted", "arrived", "delivered")
NEXT = {
    "draft": ("edit", "check"),
    "offered": ("accept", "change", "withdraw", "cancel"),
    "arrived": ("receive",),
}
TYPED = "Alma GM-1 Bir qutu cırılıb"
LISTS = ("/cabinet/waybills", "/cabinet/waybills/trips")


def seen_by(client, start, *addresses):
    client.get(f"{start}?lang=ru", expect=200)
    pages = {address: client.get(address) for address in addresses}
    return {address: page for address, page in pages.items() if page.status_code == 200}


@pytest.mark.parametrize("state", STATES)
def test_a_waybill_says_nothing_in_azerbaijani_on_its_way(app, enter, world, state):
    public_id = getattr(world, state)()
    page = f"/cabinet/waybills/{public_id}"
    addresses = (page, *(f"{page}/{step}" for step in NEXT.get(state, ())))
    read = set()
    for part in ("consignor", "carrier", "driver", "consignee"):
        pages = seen_by(enter(part), "/cabinet", *addresses, *LISTS)
        assert faulty(pages, TYPED) == {}
        read |= set(pages)
    assert set(addresses) <= read
    inspector = AssertingClient(app)
    sign_in(inspector, "7FAQ6P2", office=True)
    pages = seen_by(inspector, "/office", "/office/waybills?q=10-XY-101", f"/office/waybills/{public_id}")
    assert faulty(pages, TYPED) == {}
    assert (f"/office/waybills/{public_id}" in pages) == (state != "draft")
