"""A waybill in every state, read in Russian by everybody concerned: nothing stays in Azerbaijani but what was typed."""

import pytest

from tests.support.client import AssertingClient
from tests.support.languages import faulty
from tests.support.people import sign_in
from webapp.core.transaction import transaction
from webapp.waybills.queries import waybill_by_public_id

STATES = ("draft", "offered", "accepted", "arrived", "delivered")
NEXT = {
    "draft": ("edit", "check"),
    "offered": ("accept", "change", "withdraw", "cancel"),
    "arrived": ("receive",),
}
TYPED = "Alma GM-1 Bir qutu cırılıb"
LISTS = ("/cabinet/waybills", "/cabinet/waybills/trips", "/cabinet/notices", "/cabinet/notices?show=new")


def seen_by(client, start, *addresses):
    client.get(f"{start}?lang=ru", expect=200)
    pages = {address: client.get(address) for address in addresses}
    return {address: page for address, page in pages.items() if page.status_code == 200}


def waybill_token(public_id):
    with transaction(read_only=True):
        return waybill_by_public_id(public_id).document_token


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
    assert faulty(seen_by(enter("driver"), "/cabinet", "/cabinet/looks"), TYPED) == {}


def test_signing_and_checking_say_nothing_in_azerbaijani(enter, world):
    public_id = world.draft()
    client = enter("consignor")
    check = client.get(f"/cabinet/waybills/{public_id}/check?lang=ru", expect=200)
    signing = client.submit(check, "/offer", expect=303).location
    token = waybill_token(public_id)
    pages = seen_by(client, "/cabinet", signing, f"/cabinet/waybills/{public_id}", f"/verify/{token}")
    assert set(pages) == {signing, f"/cabinet/waybills/{public_id}", f"/verify/{token}"}
    given_up = client.get(client.submit(pages[signing], "/cancel", expect=303).location, expect=200)
    assert faulty(pages | {"given up": given_up}, TYPED) == {}


def test_refused_forms_say_nothing_in_azerbaijani(enter, world):
    offered = world.offered()
    driver = enter("driver")
    driver.get("/cabinet?lang=ru", expect=200)
    loading = driver.get(f"/cabinet/waybills/{offered}/accept", expect=200)
    early = driver.submit(loading, "/accept", loaded_at="31.02.2026", expect=422)
    reason = driver.get(f"/cabinet/waybills/{offered}/change", expect=200)
    empty = driver.submit(reason, reason="", expect=422)
    assert faulty({"early": early, "empty": empty}, TYPED) == {}
