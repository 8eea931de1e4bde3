"""A form as an inspector meets it: its signed code while the journey may be on its way, its mark when it is over."""

from hashlib import sha256

from webapp.core.transaction import transaction
from webapp.documents.api import keys_as_json
from webapp.documents.offline import read
from webapp.documents.published import keys_of
from webapp.journeys import api
from webapp.journeys.roadside import road_address_of
from webapp.journeys.services import living


def test_the_code_names_bus_firm_and_way_and_no_passenger(world):
    public_id = world.signed()
    form = world.form(public_id)
    with transaction(read_only=True):
        said = read(road_address_of(form).partition("#")[2], keys_of(keys_as_json()))
        (met,) = api.found("01 ab 700")
    assert (said.type_code, said.number, said.subject) == ("journey_form", form.number, "01-AB-700")
    assert said.more[1:] == ("Bakı", "Göygöl")
    assert (met.public_id, met.in_force, met.passengers, len(met.driver_fins)) == (public_id, True, 2, 1)


def test_a_cancelled_journey_has_no_code_and_stands_on_the_list(world):
    public_id = world.signed()
    with transaction():
        living.cancel(public_id, reason="Qrup gəlmir", actor=world.sevda)
    form = world.form(public_id)
    with transaction(read_only=True):
        assert "#" not in road_address_of(form)
        assert list(api.over_lately()) == [sha256(form.number.encode()).hexdigest()[:10] + "c"]
        assert [one.in_force for one in api.found(form.number)] == [False]


def test_a_draft_is_met_by_nobody(world):
    public_id = world.drawn()
    with transaction(read_only=True):
        assert api.met(public_id) is None
        assert api.found("01-AB-700") == []
