"""A form from the draft to the erased list: signed in time, then locked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.journeys.conftest import PEOPLE
from tests.support.cases import told
from webapp.core import db
from webapp.core.clock import now
from webapp.core.errors import Forbidden, Invalid, StaleVersion
from webapp.core.transaction import transaction
from webapp.journeys.errors import CarriersOnly, FormLocked, FormNotReady, NoSuchForm, StepNotPossible
from webapp.journeys.queries import entries_of, form_by_public_id, forms_driven, inspected, passengers_of
from webapp.journeys.services import drafting, living


def test_a_form_is_signed_numbered_and_locked(world):
    public_id = world.drawn()
    request = world.asked(public_id)
    assert world.asked(public_id) == request
    world.came(public_id, request)
    world.came(public_id, request)

    form = world.form(public_id)
    assert (form.state, form.passenger_count) == ("signed", 2)
    assert form.number.startswith("F-")
    assert told("journeys.signed") == 1
    with transaction(), pytest.raises(FormLocked):
        drafting.editable(public_id, world.sevda)


def test_a_form_that_is_not_ready_is_not_signed(world):
    public_id = world.drawn(people=[])
    with pytest.raises(FormNotReady) as refused:
        world.asked(public_id)
    assert "passengers" in refused.value.fields


def test_a_signature_for_what_was_changed_meanwhile_counts_for_nothing(world):
    public_id = world.drawn()
    request = world.asked(public_id)
    with transaction():
        form = drafting.editable(public_id, world.sevda)
        drafting.save(form, world.content(remarks="dəyişdi"), PEOPLE, version=form.version)
    world.came(public_id, request)
    assert world.form(public_id).state == "draft"


def test_of_two_windows_the_second_is_told(world):
    public_id = world.drawn()
    with transaction(), pytest.raises(StaleVersion):
        drafting.save(drafting.editable(public_id, world.sevda), world.content(), PEOPLE, version=1)


def test_a_bus_is_on_one_form_at_a_time(world):
    world.signed()
    with pytest.raises(FormNotReady) as refused:
        world.asked(world.drawn())
    assert "plate" in refused.value.fields


def test_nobody_changes_what_is_signed_not_even_in_the_database(world):
    public_id = world.signed()
    for change in ("content = '{}'", "passengers = NULL", "number = 'F-1'"):
        with pytest.raises(DBAPIError), transaction() as session:
            session.execute(text(f"UPDATE journey_forms SET {change} WHERE public_id = :id"), {"id": public_id})  # noqa: S608 - ours


def test_the_list_is_sealed(world):
    world.drawn()
    with transaction(read_only=True) as session:
        kept = bytes(session.scalar(text("SELECT passengers FROM journey_forms")))
    assert b"Aysel" not in kept


def test_the_driver_writes_what_nobody_foresaw(world):
    public_id = world.signed()
    said = {"kind": "route", "words": "Yol bağlı idi", "place": "Kürdəmir"}
    with transaction():
        living.add_entry(public_id, happened_at=now(), actor=world.driver, **said)
    with transaction(read_only=True):
        assert [one.words for one in entries_of(form_by_public_id(public_id).id)] == ["Yol bağlı idi"]
        assert [one.public_id for one in forms_driven(world.driver.fin, now())] == [public_id]
    with transaction(), pytest.raises(Invalid):
        living.add_entry(public_id, happened_at=now() + timedelta(hours=1), actor=world.driver, **said)


def test_a_journey_is_cancelled_only_before_it_begins_and_closed_only_after(world):
    public_id = world.signed()
    with transaction(), pytest.raises(StepNotPossible):
        living.finish(public_id, actor=world.sevda)
    world.left(public_id)
    with transaction(), pytest.raises(StepNotPossible):
        living.cancel(public_id, reason="x", actor=world.sevda)
    with transaction():
        living.finish(public_id, actor=world.driver)
    assert world.form(public_id).state == "closed"

    other = world.signed()
    with transaction():
        living.cancel(other, reason="Sifariş ləğv edildi", actor=world.sevda)
    assert world.form(other).state == "cancelled"
    assert told("journeys.cancelled") == 1


def test_what_nobody_closed_the_clock_closes_and_old_lists_are_erased(world):
    public_id = world.signed()
    with transaction():
        assert living.forgotten() == []
        db.session().execute(text("UPDATE journey_forms SET ends_at = now() - interval '25 hours'"))
    with transaction():
        assert living.forgotten() == [public_id]
        living.close_by_clock(public_id)
        assert living.erase_old_lists() == 0
        db.session().execute(text("UPDATE journey_forms SET ends_at = now() - interval '366 days'"))
    with transaction():
        assert living.erase_old_lists() == 1
        assert living.erase_old_lists() == 0
    form = world.form(public_id)
    assert (passengers_of(form), form.passenger_count, form.state) == ([], 2, "closed")


def test_an_inspector_finds_the_same_form_by_number_and_by_plate(world):
    public_id = world.signed()
    world.drawn()
    form = world.form(public_id)
    with transaction(read_only=True):
        for typed in (form.number, form.number.lower(), "01ab700", " 01-AB-700 "):
            assert [one.public_id for one in inspected(typed)] == [public_id]
        assert inspected("") == []


def test_a_form_is_its_carriers_alone(world):
    public_id = world.drawn()
    stranger = replace(world.sevda, party_id=10_000_000)
    for work in (drafting.editable, living.form_seen_by):
        with transaction(), pytest.raises(NoSuchForm):
            work(public_id, stranger)
    with transaction(), pytest.raises(NoSuchForm):
        living.form_seen_by(public_id, world.driver)
    with transaction(), pytest.raises((CarriersOnly, Forbidden)):
        drafting.start(world.driver)


def test_who_ordered_the_journey_sees_it_once_it_is_signed(world):
    organiser = replace(world.sevda, party_id=20_000_000)
    draft, signed = world.drawn(), world.signed()
    with transaction():
        db.session().execute(text("UPDATE journey_forms SET organiser_party_id = 20000000"))
        assert living.form_seen_by(signed, organiser).public_id == signed
        with pytest.raises(NoSuchForm):
            living.form_seen_by(draft, organiser)


def test_the_next_form_begins_like_the_last_without_its_times(world):
    public_id = world.signed()
    with transaction():
        again = drafting.start(world.sevda, like=public_id)
    form = world.form(again)
    assert (form.state, form.number, form.departs_at, form.passenger_count) == ("draft", None, None, 2)
