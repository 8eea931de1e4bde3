"""Found by words that stand nowhere in the database, counted without pointing at anybody, connected by the operator."""

from dataclasses import replace

import pytest

from tests.correspondence.conftest import AGENCY, ARCHIVES
from tests.support.journal import noted
from webapp.audit.api import views_of
from webapp.core.text import in_language
from webapp.core.transaction import transaction
from webapp.correspondence.errors import StepNotPossible
from webapp.correspondence.export import letters_of
from webapp.correspondence.figures import HIDDEN, figures_of, shown
from webapp.correspondence.people import standing_of
from webapp.correspondence.services import ending


@pytest.mark.parametrize("typed", ["cedvel", "CƏDVƏL", "dayanac", "{number}", "gediş cədvəli"])
def test_a_letter_is_found_by_the_beginning_of_its_words_and_by_its_number(world, enter, typed):
    public_id = world.sent()
    typed = typed.replace("{number}", world.letter(public_id).number)
    page = enter("citizen").get("/cabinet/letters", query_string={"q": typed}, expect=200)
    assert page.link("Gediş cədvəli").endswith(public_id)


def test_nothing_is_found_where_no_word_fits(world, enter):
    world.sent()
    client = enter("citizen")
    for typed in ("traktor", "???", "%00", "a" * 500):
        assert "Gediş cədvəli" not in client.get("/cabinet/letters", query_string={"q": typed}, expect=200).words


def test_an_ended_letter_goes_to_the_archive_and_back(world, enter):
    public_id = world.answered()
    client = enter("citizen")
    page = client.get(f"/cabinet/letters/{public_id}", expect=200)
    client.submit(page, "/archive", expect=303)
    assert "Gediş cədvəli" not in client.get("/cabinet/letters?part=ended", expect=200).words
    assert "Gediş cədvəli" in client.get("/cabinet/letters?part=archive", expect=200).words
    client.submit(page, "/archive", expect=303)
    assert not world.letter(public_id).archived


def test_only_what_ended_can_be_put_away(world):
    public_id = world.sent()
    with transaction(), pytest.raises(StepNotPossible):
        ending.archive(public_id, away=True, actor=world.citizen)
    assert not world.letter(public_id).archived


def test_on_ones_own_shelf_stand_only_letters_that_one_has(world, enter):
    world.taken(subject="Mənim işim")
    world.taken(officer="head", subject="Müdirin işi")
    words = enter("officer").get("/office/letters?part=mine", expect=200).words
    assert "Mənim işim" in words
    assert "Müdirin işi" not in words


def test_each_look_of_an_official_is_told_to_the_person(world, enter):
    public_id = world.sent(to=ARCHIVES)
    enter("archivist").get(f"/office/letters/{public_id}", expect=200)
    with transaction(read_only=True), in_language("az"):
        looks = views_of(world.citizen.fin).rows
    assert [(look.object_type, str(look.purpose)) for look in looks][:1] == [
        ("letter", "Orqana göndərilmiş rəsmi məktuba baxılması")
    ]


def test_small_counts_are_hidden_and_others_shown(world):
    assert [shown(count) for count in (0, 1, 4, 5, 100)] == ["0", HIDDEN, HIDDEN, "5", "100"]
    for rating in (5, 4, 4, 3, 4):
        public_id = world.answered()
        with transaction():
            ending.rate(public_id, rating, "", actor=world.citizen)
    world.sent()
    with transaction(read_only=True):
        (row,) = figures_of(list(standing_of(world.officer)))
    assert (row.received, row.open, row.answered, row.in_time, row.satisfaction) == ("6", HIDDEN, "5", "5", "4.0")


def test_the_figures_and_the_terms_are_read_in_the_office(world, enter):
    world.answered()
    office = enter("officer")
    assert HIDDEN in office.get("/office/letters/figures", expect=200).words
    assert "received" in office.get("/office/letters/figures.csv", expect=200).text
    assert "Ehtimal" in office.get("/office/letters/terms", expect=200).words


def test_the_operator_connects_closes_and_opens_an_authority(enter):
    client = enter("operator")
    page = client.get("/office/letters/bodies", expect=200)
    client.submit(page, "/bodies", to="/office/letters/bodies", name="Ədliyyə Nazirliyi", expect=303)
    again = client.submit(page, "/bodies", to="/office/letters/bodies", name="ədliyyə nazirliyi", expect=409)
    assert "artıq qoşulub" in again.words
    closing = client.get("/office/letters/bodies/9/close", expect=200)
    client.submit(closing, "/close", expect=422)
    client.submit(closing, "/close", reason="Təmir", expect=303)
    page = client.get("/office/letters/bodies", expect=200)
    assert "Təmir" in page.words
    assert noted("9") == ["connect", "close_body"]
    client.submit(page, "/9/open", expect=303)
    assert enter("citizen").get("/cabinet/letters/new?q=edliyye", expect=200).link("Ədliyyə Nazirliyi")


@pytest.mark.parametrize("no", ["36.1", "34.1", "38.1", "13.3", "13.4", "35.1"])
def test_e_letters_of_the_catalogue_lead_to_a_letter_with_the_addressee_set(world, enter, no):
    client = enter("citizen")
    entry = client.get(f"/services/{no}", expect=200)
    start = client.get(entry.link("Müraciət yaz"), expect=200)
    assert start.heading in entry.words
    edit = client.get(client.submit(start, "/new", expect=303).location, expect=200)
    assert edit.form("/edit")["subject"] == entry.heading


def test_other_services_of_the_catalogue_lead_nowhere_here(world, enter):
    assert "Müraciət yaz" not in enter("citizen").get("/services/4.6", expect=200).words


def test_a_person_takes_the_letters_along_with_the_data(world):
    world.answered()
    actor = replace(world.citizen, person_party_id=world.citizen.party_id)
    with transaction(read_only=True):
        (told,) = letters_of(actor)
    kinds = [one["kind"] for one in told["messages"]]
    assert (told["to"], told["state"], kinds) == (AGENCY, "answered", ["letter", "answer"])
