"""What a phone sends that may not count: told with its reason, kept, and nothing else changes."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from sqlalchemy import update

from tests.support.fleets import driver, fill_fleet, vehicle
from tests.waybills.driving.phones import chain, phone_of, signed, state
from webapp.auth.api import restrict
from webapp.auth.permissions import RESTRICT_ACCOUNTS
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.plain_json import canonical
from webapp.core.transaction import transaction
from webapp.notifications.models import Notice
from webapp.signing.devices.keys import revoke
from webapp.signing.devices.models import DeviceKey
from webapp.waybills.chain import GENESIS
from webapp.waybills.driving.models import Statement
from webapp.waybills.rules import Action
from webapp.waybills.services.accepting import Loading, request_acceptance
from webapp.waybills.services.acting import act
from webapp.waybills.services.returning import cancel_offer


def refused(answer):
    assert answer["outcome"] == "refused", answer
    return answer["code"]


def test_what_happened_meanwhile_is_told_and_nothing_is_overwritten(world, phone):
    waybill = world.offered()
    accept = phone.statement(waybill, "accept", reservations="Üç yeşik nəmdir")
    depart = phone.statement(waybill, "depart", after=accept["id"])
    with transaction():
        cancel_offer(waybill, reason="Alıcı imtina etdi", version=world.version(waybill), actor=world.consignor)
    answer = phone.send(accept)
    assert refused(answer) == "head-moved"
    (meanwhile,) = answer["meanwhile"]
    assert (meanwhile["what"], meanwhile["reason"]) == ("Ləğv edildi", "Alıcı imtina etdi")
    assert answer["state"] == "cancelled"
    assert refused(phone.send(depart)) == "earlier-refused"
    assert [act.action for act in chain(waybill)] == ["offer", "cancel"]
    assert phone.send(accept) == answer
    with transaction():
        kept = db.session().query(Statement).order_by(Statement.id).all()
        assert [(one.outcome, one.act_id) for one in kept] == [("refused", None)] * 2
        assert kept[0].body == canonical(accept)
        told = (
            db.session().query(Notice).filter_by(account_id=world.driver.account_id, template="waybills.phone_refused")
        )
        assert told.count() == 2


def test_an_answer_of_the_consignor_does_not_stop_the_driver(world, phone):
    waybill = world.accepted()
    depart = phone.statement(waybill, "depart")
    with transaction():
        said = {"answer": "contested", "words": ""}
        request = act(waybill, Action.REPLY, said, version=world.version(waybill), actor=world.consignor)
    world.signed(waybill, request, Action.REPLY, world.consignor)
    assert phone.send(depart)["outcome"] == "taken"


def test_who_signs_at_this_moment_is_waited_for(world, phone):
    waybill = world.offered()
    accept = phone.statement(waybill, "accept")
    with transaction():
        loading = Loading(loaded_at=now())
        request = request_acceptance(waybill, loading, version=world.version(waybill), actor=world.carrier)
    assert phone.send(accept)["outcome"] == "later"
    world.signed(waybill, request, Action.ACCEPT, world.carrier)
    assert refused(phone.send(accept)) == "head-moved"


def test_an_act_waits_for_the_one_before_it(world, phone):
    waybill = world.accepted()
    depart = phone.statement(waybill, "depart")
    arrive = phone.statement(waybill, "arrive", after=depart["id"])
    assert phone.send(arrive)["outcome"] == "later"
    assert [phone.send(one)["outcome"] for one in (depart, arrive)] == ["taken"] * 2


def test_a_hash_that_was_never_in_the_chain(world, phone):
    waybill = world.accepted()
    assert refused(phone.do(waybill, "depart", head=bytes(31) + b"\1")) == "head-moved"
    assert refused(phone.do(waybill, "depart", head=GENESIS)) == "head-moved"


def test_a_driver_who_was_dismissed(world, phone):
    waybill = world.accepted()
    with transaction():
        other = driver("5KMN8P3", "Elvin Rauf oğlu Quliyev")
        fill_fleet(world.carrier.party_id, world.carrier.account_id, drivers=(other,))
    assert refused(phone.do(waybill, "depart")) == "right-lost"
    assert state(waybill) == "accepted"


def test_a_person_who_is_no_driver_of_it_learns_nothing(app, world):
    waybill = world.accepted()
    answer = phone_of(app, world.consignor).do(waybill, "depart")
    assert (refused(answer), answer["text"]) == ("no-such-waybill", "Qaimə tapılmadı.")
    assert (answer["meanwhile"], "state" in answer) == ([], False)
    assert refused(phone_of(app, world.consignor).do("x" * 20, "depart", head=GENESIS)) == "no-such-waybill"


def test_a_revoked_key_counts_no_more_even_for_what_it_says_was_before(world, phone):
    waybill = world.accepted()
    before = phone.statement(waybill, "depart")
    with transaction():
        revoke(phone.public_id, actor=world.driver)
    assert refused(phone.send(before)) == "key-ended"


@pytest.mark.parametrize(("late", "outcome"), [(timedelta(0), "refused"), (timedelta(days=2), "taken")])
def test_a_key_over_its_time_counts_for_what_was_signed_before(world, phone, late, outcome):
    waybill = world.accepted()
    with transaction() as session:
        ended = {"registered_at": now() - timedelta(days=31), "expires_at": now() - timedelta(days=1)}
        session.execute(update(DeviceKey).where(DeviceKey.public_id == phone.public_id).values(ended))
    phone.late = late
    assert phone.do(waybill, "depart")["outcome"] == outcome


def test_an_account_that_was_closed(world, phone):
    waybill = world.accepted()
    officer = Actor(account_id=world.carrier.account_id, rights=frozenset({RESTRICT_ACCOUNTS.code}))
    with transaction():
        restrict(world.driver.account_id, reason="Yoxlama", actor=officer)
    assert refused(phone.do(waybill, "depart")) == "account-closed"


def test_a_truck_that_may_not_carry_today(world, phone):
    waybill = world.offered()
    with transaction():
        spoilt = (vehicle(inspection=(now() - timedelta(days=3)).date()), vehicle("10-XT-201", "O4", mass=24000))
        fill_fleet(world.carrier.party_id, world.carrier.account_id, vehicles=spoilt)
    answer = phone.do(waybill, "accept")
    assert refused(answer) == "not-ready"
    assert answer["reasons"]
    assert chain(waybill)[-1].action == "offer"


def test_another_phones_signature_is_none(app, world, phone):
    waybill = world.accepted()
    statement = phone.statement(waybill, "depart")
    phone.send(statement, private=generate_private_key(SECP256R1()), expect=401)
    other = phone_of(app, world.driver, "Köhnə")
    other.send(statement, expect=422)  # its own signature under another one's words
    phone.public_id = "nobody-has-it"
    phone.send(statement, expect=401)
    assert state(waybill) == "accepted"


def test_a_changed_word_breaks_the_signature(world, phone):
    waybill = world.accepted()
    body = canonical(phone.statement(waybill, "depart"))
    headers = {"X-Device": phone.public_id, "X-Signature": signed(phone.private, body), "X-Clock": now().isoformat()}
    for sent, status in ((body.replace(b"depart", b"arrive"), 401), (body, 200)):
        assert phone.client.post("/api/v1/driving/acts", data=sent, headers=headers).status_code == status


def test_the_same_key_for_other_words_is_refused(world, phone):
    waybill = world.accepted()
    statement = phone.statement(waybill, "depart")
    phone.send(statement)
    phone.send({**statement, "reason": "başqa"}, expect=422)
    assert len(chain(waybill)) == 3


def test_a_stolen_session_signs_nothing(app, world, enter):
    """The way in is not enough: a key is registered after a fresh proof alone, and acts are taken by the key alone."""
    waybill = world.accepted()
    client = enter("driver")
    body = canonical({"v": 1, "waybill": waybill})
    assert client.post("/api/v1/driving/acts", data=body).status_code == 401
    with transaction() as session:
        from webapp.auth.models import AuthSession

        session.execute(update(AuthSession).values(auth_time=now() - timedelta(minutes=11)))
    answer = client.post("/cabinet/phones", json={"name": "x", "public_key": "AA=="})
    assert answer.status_code == 303  # to the proof


BROKEN = {
    "another version": {"v": 2},
    "an act that is not a driver's": {"action": "receive"},
    "an act of nobody": {"action": "fly"},
    "no such member": {"extra": 1},
    "a head that is none": {"head": "00"},
    "an instant without its offset": {"at": "2026-11-22T10:00:00"},
    "said too much": {"said": {"seals": []}},
    "a reason of 501 letters": {"reason": "a" * 501},
    "eleven photos": {"photos": [f"{n:064x}" for n in range(11)]},
    "the same photo twice": {"photos": ["0" * 64] * 2},
    "a path for a waybill": {"waybill": "../../etc/passwd"},
    "a number for a waybill": {"waybill": 7},
    "a sign that no text has": {"reason": "a\0b"},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_strange_words_are_refused_whole(phone, change):
    phone.send({**phone.statement("x" * 20, "depart", head=GENESIS), **change}, expect=422)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b'{"v": 1}', b"\xff" * 9, b"[" * 30000])
def test_bytes_that_are_no_statement(phone, body):
    phone.send({}, body=body, expect=422)


def test_a_form_that_is_not_the_one_is_refused(phone):
    """The same words with a space more have another digest: only the canonical bytes are signed words."""
    body = canonical(phone.statement("x" * 20, "depart", head=GENESIS))
    phone.send({}, body=body.replace(b":", b": ", 1), expect=422)


@pytest.mark.parametrize("clock", ["", "now", "2026-11-22T10:00:00"])
def test_a_phone_without_a_clock(phone, clock):
    body = canonical(phone.statement("x" * 20, "depart", head=GENESIS))
    headers = {"X-Device": phone.public_id, "X-Signature": signed(phone.private, body), "X-Clock": clock}
    assert phone.client.post("/api/v1/driving/acts", data=body, headers=headers).status_code == 422
