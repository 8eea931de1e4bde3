"""What a driver's phone signed without a network, sent when there is one: taken by the rules that hold online."""

from datetime import datetime, timedelta

import pytest

from tests.waybills.driving.phones import YEAR, chain, jpeg, phone_of, state
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.waybills.chain import first_break
from webapp.waybills.driving.models import Statement
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Action
from webapp.waybills.saying import said
from webapp.waybills.services.acting import act
from webapp.waybills.services.travelling import depart

SOON = timedelta(minutes=1)
OTHER_ACTS = [
    ("reseal", {"seals": ["P-9"]}, "in_transit", "P-9"),
    ("store", {"place": "Yevlax anbarı", "address": "", "keeper": ""}, "at_storage", "Yevlax anbarı"),
    ("stop", {"kind": "breakdown", "record": ""}, "stopped", "Nasazlıq"),
    (
        "reload",
        {"plate": "10-xy-101", "trailers": ["10-xt-201"], "seals": ["P-2"], "odometer": 120450, "condition": "yaxşı"},
        "in_transit",
        "10-XY-101",
    ),
]


def test_a_day_without_a_network_is_told_at_once(world, phone):
    waybill = world.offered()
    phone.late = timedelta(hours=3)
    accept = phone.statement(waybill, "accept", reservations="Bir kisə cırılıb")
    going = phone.statement(waybill, "depart", after=accept["id"])
    arrive = phone.statement(waybill, "arrive", after=going["id"])
    assert [phone.send(one)["outcome"] for one in (accept, going, arrive)] == ["taken"] * 3
    assert state(waybill) == "arrived"
    acts = chain(waybill)
    assert [one.action for one in acts] == ["offer", "accept", "depart", "arrive"]
    assert acts[1].data["reservations"] == "Bir kisə cırılıb"
    assert acts[1].data["device"] == {
        "key": phone.public_id,
        "statement": accept["id"],
        "stated_at": acts[1].data["device"]["stated_at"],
        "happened_at": acts[1].data["loaded_at"],
    }
    assert acts[1].certificate_number is None
    with transaction(read_only=True):
        found = waybill_by_public_id(waybill)
        assert found.number
        assert found.document_token
        assert first_break(found) is None


def test_what_is_sent_twice_is_done_once_and_answered_alike(world, phone):
    waybill = world.offered()
    statement = phone.statement(waybill, "accept")
    answers = [phone.send(statement) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert len(chain(waybill)) == 2


def test_the_same_report_from_two_phones_is_one(app, world, phone):
    waybill = world.accepted()
    other = phone_of(app, world.driver, "Planşet")
    first, second = phone.statement(waybill, "depart"), other.statement(waybill, "depart")
    third = other.statement(waybill, "arrive", after=second["id"])
    assert [phone.send(first)["outcome"], other.send(second)["outcome"]] == ["taken", "same"]
    assert other.send(third)["outcome"] == "taken"
    assert [one.action for one in chain(waybill)][-2:] == ["depart", "arrive"]


def test_two_acceptances_that_say_different_things_are_not_one(app, world, phone):
    waybill = world.offered()
    other = phone_of(app, world.driver, "Planşet")
    first, second = phone.statement(waybill, "accept"), other.statement(waybill, "accept", reservations="Nəmdir")
    assert phone.send(first)["outcome"] == "taken"
    answer = other.send(second)
    assert (answer["outcome"], answer["code"]) == ("refused", "head-moved")


def test_the_report_made_on_the_page_is_the_one_on_the_phone(world, phone):
    waybill = world.accepted()
    statement = phone.statement(waybill, "depart")
    with transaction():
        depart(waybill, version=world.version(waybill), actor=world.driver)
    assert phone.send(statement)["outcome"] == "same"


@pytest.mark.parametrize("wrong_by", [YEAR, -YEAR], ids=["a year ahead", "a year behind"])
def test_a_clock_that_is_wrong_by_a_year(world, phone, wrong_by):
    waybill = world.offered()
    phone.wrong_by, phone.late = wrong_by, timedelta(hours=2)
    assert phone.do(waybill, "accept")["outcome"] == "taken"
    accepted = chain(waybill)[-1]
    assert abs(accepted.at - now()) < SOON
    assert abs(datetime.fromisoformat(accepted.data["loaded_at"]) - (now() - phone.late)) < SOON
    stated = datetime.fromisoformat(accepted.data["device"]["stated_at"])
    assert abs(stated - (now() + wrong_by - phone.late)) < SOON


@pytest.mark.parametrize(("action", "words", "after", "told"), OTHER_ACTS, ids=[row[0] for row in OTHER_ACTS])
def test_what_happens_on_the_road(world, phone, monkeypatch, action, words, after, told):
    monkeypatch.setattr("webapp.permits.api.standing_for", lambda *_of: "valid")
    waybill = world.accepted()
    going = phone.statement(waybill, "depart")
    statement = phone.statement(waybill, action, after=going["id"], reason="Yolda nasazlıq", **words)
    assert phone.send(going)["outcome"] == "taken"
    answer = phone.send(statement)
    assert (answer["outcome"], state(waybill)) == ("taken", after), answer.get("reasons")
    taken = chain(waybill)[-1]
    assert taken.reason == "Yolda nasazlıq"
    assert any(told in value for _label, value in said(Action(action), taken.data))


def test_goods_taken_out_of_storage(world, phone):
    waybill = world.accepted()
    going = phone.statement(waybill, "depart")
    place = {"place": "Anbar", "address": "", "keeper": ""}
    store = phone.statement(waybill, "store", after=going["id"], reason="Gecələmə", **place)
    retrieve = phone.statement(waybill, "retrieve", after=store["id"], condition="quru")
    assert [phone.send(one)["outcome"] for one in (going, store, retrieve)] == ["taken"] * 3
    assert state(waybill) == "in_transit"


@pytest.mark.parametrize("action", ["refuse_to_load", "ask_change"])
def test_an_offer_goes_back_with_its_reason_alone(world, phone, action):
    waybill = world.offered()
    answer = phone.do(waybill, action)
    assert (answer["outcome"], answer["code"], answer["reasons"]) == ("refused", "reason-needed", ["Səbəbi yazın."])
    assert phone.do(waybill, action, reason="Yük yerində deyil")["outcome"] == "taken"
    assert chain(waybill)[-1].reason == "Yük yerində deyil"


def test_photos_come_before_the_act_that_names_them(world, phone):
    waybill, picture = world.offered(), jpeg()
    missing = phone.statement(waybill, "accept", photos=["0" * 64])
    assert phone.send(missing)["outcome"] == "later"
    digest = phone.photo(waybill, picture)
    assert phone.photo(waybill, picture) == digest
    assert phone.do(waybill, "accept", photos=[digest])["outcome"] == "taken"
    assert chain(waybill)[-1].data["photos"] == [digest]


def test_the_acceptance_by_phone_asks_for_the_electronic_signature(world, phone, enter):
    """The law wants it of the carrier; until it is there every page says so, and what happens meanwhile does not hinder it."""
    waybill = world.offered()
    phone.do(waybill, "accept")
    driver = enter("driver")
    page = driver.open(f"/cabinet/waybills/{waybill}")
    assert "gücləndirilmiş elektron imza gözlənilir" in page.words
    assert "Sürücünün telefonunun açarı ilə imza" in page.words
    (trip,) = driver.get("/cabinet/waybills/trips.json").json["trips"]
    assert trip["countersign"]
    with transaction():
        request = act(waybill, Action.COUNTERSIGN, {}, version=world.version(waybill), actor=world.driver)
    with transaction():
        depart(waybill, version=world.version(waybill), actor=world.driver)
    world.signed(waybill, request, Action.COUNTERSIGN, world.driver)
    assert [one.action for one in chain(waybill)][-2:] == ["depart", "countersign"]
    assert chain(waybill)[-1].certificate_number == "AZ-C-1"
    page = driver.open(f"/cabinet/waybills/{waybill}")
    assert "gözlənilir" not in page.words.partition("Qaimənin yolu")[0]
    assert not driver.get("/cabinet/waybills/trips.json").json["trips"][0]["countersign"]


def test_the_time_of_a_statement_is_to_be_stamped_once(world, phone):
    waybill = world.offered()
    phone.do(waybill, "accept")
    with transaction():
        (row,) = db.session().query(Statement)
        queued = (
            db.session()
            .connection()
            .exec_driver_sql("SELECT args FROM procrastinate_jobs WHERE task_name = 'waybills.stamp_statement'")
        )
        assert [args for (args,) in queued] == [{"statement_id": row.id}]
        assert row.time_stamp is None
