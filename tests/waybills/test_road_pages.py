"""Pages of the acts: who finds which, what is typed is kept, and a refusal stands beside its field."""

import pytest

from webapp.core.transaction import transaction
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Action
from webapp.waybills.views.road import PAGES


def acts_shown(page, public_id):
    start = f"/cabinet/waybills/{public_id}/acts/"
    addresses = [link.get("href") or "" for link in page.all("a")]
    return {address.removeprefix(start) for address in addresses if address.startswith(start)}


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("driver", {"reseal", "reload", "store", "store-part", "stop"}),
        ("carrier", {"reseal", "reload", "store", "store-part", "stop", "hand-over", "adjust"}),
        ("consignor", {"reply", "disposal", "redirect", "adjust"}),
        ("consignee", set()),
    ],
)
def test_everybody_is_offered_what_is_theirs(enter, on_the_road, part, found):
    client = enter(part)
    assert acts_shown(client.open(f"/cabinet/waybills/{on_the_road}", expect=200), on_the_road) == found
    for how in PAGES:
        status = 200 if how in found else 409
        client.open(f"/cabinet/waybills/{on_the_road}/acts/{how}", expect=status)


def test_a_torn_seal_is_replaced_by_the_driver_with_a_signature(enter, on_the_road):
    client = enter("driver")
    page = client.open(f"/cabinet/waybills/{on_the_road}/acts/reseal", expect=200)
    empty = client.submit(page, "/acts/reseal", seals="", reason="", expect=422)
    assert "Yeni plombların nömrələrini yazın." in empty.words
    assert "Səbəbi yazın." in empty.words
    sent = client.submit(page, "/acts/reseal", seals="P-77", reason="Yoxlamada açıldı", expect=303)
    assert "/signing/" in sent.location


def test_an_unfit_vehicle_is_named_beside_its_field_and_what_was_typed_stays(enter, on_the_road):
    client = enter("carrier")
    page = client.open(f"/cabinet/waybills/{on_the_road}/acts/reload", expect=200)
    answer = client.submit(page, "/acts/reload", plate="99-ZZ-999", trailers="", reason="Nasazlıq", expect=422)
    assert "99-ZZ-999" in answer.words or 'value="99-ZZ-999"' in answer.text
    assert "Nasazlıq" in answer.text


def test_a_proposal_is_shown_to_whoever_must_answer(enter, world, on_the_road):
    client = enter("consignor")
    page = client.open(f"/cabinet/waybills/{on_the_road}/acts/redirect", expect=200)
    signing = client.submit(page, "/acts/redirect", place="Şəki", reason="Anbar dəyişib", expect=303).location
    with transaction(read_only=True):
        version = waybill_by_public_id(on_the_road).version
    assert version
    world.signed(on_the_road, signing.rpartition("/")[2], Action.PROPOSE, world.consignor)

    carrier = enter("carrier")
    shown = carrier.open(f"/cabinet/waybills/{on_the_road}", expect=200)
    assert "→ Şəki" in shown.words
    assert {"agree", "decline"} <= acts_shown(shown, on_the_road)
    declined = carrier.submit(
        carrier.open(f"/cabinet/waybills/{on_the_road}/acts/decline"),
        "/acts/decline",
        reason="Yol bağlıdır",
        expect=303,
    )
    assert "acts" not in declined.location


def test_a_part_is_received_on_its_own_page(enter, world):
    public_id = world.arrived()
    client = enter("consignee")
    page = client.open(f"/cabinet/waybills/{public_id}/part", expect=200)
    client.submit(page, "/part", **{"delivered-0": "0"}, expect=422)
    assert "/signing/" in client.submit(page, "/part", **{"delivered-0": "1"}, expect=303).location
