"""A sheet from the draft to its correction: signed before departure, closed after the return, then kept."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.support.cases import told
from tests.support.journal import noted
from webapp.core.clock import now
from webapp.core.errors import Forbidden, StaleVersion
from webapp.core.transaction import transaction
from webapp.trip_sheets import queries
from webapp.trip_sheets.content import Back
from webapp.trip_sheets.errors import CarriersOnly, NoSuchSheet, NotReady, SheetLocked, StepNotPossible
from webapp.trip_sheets.services import drafting, returning


def test_a_sheet_is_opened_numbered_and_locked_once(world):
    public_id = world.drawn()
    request = world.ask(public_id)
    assert world.ask(public_id) == request
    world.came(public_id, request)
    world.came(public_id, request)
    sheet = world.sheet(public_id)
    assert (sheet.state, sheet.number[:3]) == ("open", "YV-")
    assert told("trip_sheets.open") == 2  # the carrier and the driver
    with transaction(), pytest.raises(SheetLocked):
        drafting.editable(public_id, world.carrier)


def test_the_driver_writes_the_readings_and_the_carrier_closes(world):
    public_id = world.opened()
    world.write(public_id, world.driver)
    assert told("trip_sheets.readings") == 1
    world.came(public_id, world.ask(public_id, "closing", world.readings(public_id)))
    sheet = world.sheet(public_id)
    assert (sheet.state, sheet.km, sheet.fuel_used) == ("closed", 300, Decimal(90))
    with transaction(), pytest.raises(StepNotPossible):
        returning.on_the_road(public_id, world.driver)
    with transaction(read_only=True):
        (row,) = queries.figures_of(world.carrier.party_id)
        assert (row.plate, row.sheets, row.km, row.per_100, row.trips) == ("10-XY-101", 1, 300, Decimal(30), 1)
        assert [one.action for one in queries.steps_of(sheet.id)] == ["open", "readings", "close"]


def test_the_next_sheet_goes_on_where_the_last_one_ended(world):
    public_id = world.closed()
    with transaction():
        following = drafting.start(world.carrier, like=public_id)
    content = queries.content_of(world.sheet(following).content)
    assert (content.plate, content.odometer, content.fuel_left, content.fuel_given) == (
        "10-XY-101",
        100_300,
        Decimal(60),
        None,
    )
    with pytest.raises(NotReady) as refused:
        world.ask(world.drawn(odometer=100_299))
    assert set(refused.value.fields) == {"odometer"}
    with pytest.raises(NotReady) as refused:
        world.ask(world.drawn(odometer=100_310))
    assert set(refused.value.fields) == {"odometer_reason"}
    assert world.ask(world.drawn(odometer=100_310, odometer_reason="Servisə aparılıb"))


def test_what_is_closed_changes_by_a_signed_correction_only(world):
    public_id = world.closed()
    other = replace(world.readings(public_id), odometer=100_290)
    with pytest.raises(NotReady):
        world.ask(public_id, "correction", replace(other, odometer=99_000), "Səhv")
    world.came(public_id, world.ask(public_id, "correction", other, "Rəqəm səhv oxunub"))
    sheet = world.sheet(public_id)
    assert (sheet.km, world.readings(public_id).odometer) == (290, 100_290)
    with transaction(read_only=True):
        last = queries.steps_of(sheet.id)[-1]
    assert (last.action, last.reason, last.data["before"]["odometer"]) == ("correct", "Rəqəm səhv oxunub", 100_300)


def test_nobody_changes_what_is_signed_not_even_in_the_database(world):
    public_id = world.closed()
    for change in ("content = '{}'", "back = '{}'", "number = 'YV-1'"):
        with pytest.raises(DBAPIError), transaction() as session:
            session.execute(text(f"UPDATE trip_sheets SET {change} WHERE public_id = :id"), {"id": public_id})  # noqa: S608 - ours
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text("DELETE FROM trip_sheet_steps"))


def test_a_vehicle_and_a_driver_are_on_one_open_sheet_at_a_time(world):
    first, second = world.drawn(), world.drawn()
    asked = world.ask(second)
    world.came(first, world.ask(first))
    with pytest.raises(NotReady) as refused:
        world.ask(world.drawn())
    assert set(refused.value.fields) == {"plate", "drivers"}
    world.came(second, asked)  # signed while the first one was opened
    assert world.sheet(second).state == "draft"
    with pytest.raises(NotReady) as refused:
        world.ask(world.drawn(plate="10-XY-102"))
    assert "açıq vərəq var" in refused.value.fields["drivers"]


def test_a_signature_for_what_was_changed_meanwhile_counts_for_nothing(world):
    public_id = world.drawn()
    request = world.ask(public_id)
    with transaction():
        sheet = drafting.editable(public_id, world.carrier)
        drafting.save(sheet, world.content(remarks="dəyişdi"), version=sheet.version)
    world.came(public_id, request)
    assert world.sheet(public_id).state == "draft"
    with transaction(), pytest.raises(StaleVersion):
        drafting.save(drafting.editable(public_id, world.carrier), world.content(), version=1)


def test_a_lorry_that_did_not_leave_is_cancelled_and_free_again(world):
    public_id = world.opened()
    with transaction():
        returning.cancel(public_id, reason="Sifariş ləğv edildi", actor=world.carrier)
    assert world.sheet(public_id).state == "cancelled"
    again = world.opened()
    world.write(again, world.driver)
    with transaction(), pytest.raises(StepNotPossible):
        returning.cancel(again, reason="gec", actor=world.carrier)


def test_only_the_carrier_and_its_driver_see_a_sheet(world):
    public_id = world.drawn()
    for actor in (world.consignor, world.driver):
        with transaction(read_only=True), pytest.raises(NoSuchSheet):
            queries.sheet_seen_by(public_id, actor)
    opened = world.opened()
    with transaction(read_only=True):
        assert queries.sheet_seen_by(opened, world.driver).public_id == opened
        assert [one.public_id for one in queries.sheets_driven(world.driver.fin)] == [opened]
        assert queries.inspected("10xy101")[0].public_id == opened
        assert queries.inspected("yv-2026-9999999") == queries.inspected("") == []
    with transaction(), pytest.raises(Forbidden):
        drafting.start(replace(world.driver, rights=frozenset()))
    with transaction(), pytest.raises(CarriersOnly):
        drafting.start(replace(world.driver, rights=world.carrier.rights))


def test_one_waybill_has_several_sheets_after_a_reloading(world):
    first = world.closed(waybills=("W1", "W2"))
    second = world.opened(waybills=("W1",), odometer=100_300)
    with transaction(read_only=True):
        assert [one.public_id for one in queries.sheets_of_waybill("W1")] == [first, second]
        assert [one.public_id for one in queries.sheets_of_waybill("W2")] == [first]


def test_readings_of_a_trip_that_cannot_be_do_not_close_it(world):
    public_id = world.opened()
    with pytest.raises(NotReady) as refused:
        world.ask(public_id, "closing", Back(departed_at=now(), returned_at=now() - timedelta(hours=1), odometer=1))
    assert {"returned_at", "odometer", "fuel_left"} <= set(refused.value.fields)


def test_a_driver_reads_and_writes_readings_and_takes_no_step_of_the_carrier(world):
    public_id = world.opened()
    dressed = replace(world.driver, rights=world.driver.rights | world.carrier.rights)
    with transaction(), pytest.raises(NoSuchSheet):
        drafting.own_sheet(public_id, dressed)
    with transaction(), pytest.raises(NoSuchSheet):
        returning.cancel(public_id, reason="Xarab oldu", actor=dressed)
    assert world.sheet(public_id).state == "open"


def test_only_a_draft_is_put_away(world):
    public_id = world.opened()
    with transaction(), pytest.raises(StepNotPossible):
        drafting.discard(drafting.own_sheet(public_id, world.carrier), world.carrier)
    assert world.sheet(public_id).state == "open"


def test_every_step_stands_in_the_journal(world):
    dropped = world.drawn()
    with transaction():
        drafting.discard(drafting.own_sheet(dropped, world.carrier), world.carrier)
    assert noted(dropped) == ["started", "discard"]
    assert noted(world.closed()) == ["started", "open", "readings", "close"]
    left = world.opened(odometer=100_300)
    with transaction():
        returning.cancel(left, reason="Xarab oldu", actor=world.carrier)
    assert noted(left) == ["started", "open", "cancel"]
