"""Pages: drawn up without JavaScript, what is missing is said, signed, looked at by the inspector."""

import pytest

from webapp.core.transaction import transaction


def test_a_form_is_drawn_up_leg_by_leg_and_says_what_is_missing(enter, world):
    client = enter("carrier")
    started = client.submit(client.open("/cabinet/journeys", expect=200), "/new", expect=303).location
    page = client.open(started, expect=200)
    answer = client.submit(page, "/edit", passengers="Aysel", origin_0="Bakı", departs_0="sabah", expect=422)
    assert "Sətir 1: adı və soyadı yazın" in answer.words
    assert "Vaxtı belə yazın" in answer.words
    assert 'value="Bakı"' in answer.text

    more = client.submit(page, "/edit", origin_0="Bakı", target_0="Göygöl", more="1", expect=303).location
    page = client.open(more, expect=200)
    assert "Mərhələ 3" in page.words
    saved = client.submit(page, "/edit", passengers="1. Aysel Məmmədova; AA1234567", expect=303).location
    shown = client.open(saved, expect=200)
    assert "Avtobusu seçin." in shown.words
    assert "Aysel Məmmədova" in shown.words
    assert "/sign" not in shown.text


def test_who_has_drawn_it_up_signs_it(enter, world):
    public_id = world.drawn()
    client = enter("carrier")
    page = client.open(f"/cabinet/journeys/{public_id}", expect=200)
    assert "/signing/" in client.submit(page, "/sign", expect=303).location


def test_an_entry_is_typed_and_shown(enter, world):
    public_id = world.signed()
    client = enter("1RXN5B8")
    page = client.open(f"/cabinet/journeys/{public_id}", expect=200)
    assert public_id in client.open("/cabinet/journeys/driven", expect=200).text
    page = client.open(page.link("Dəyişikliyi qeyd et"), expect=200)
    client.submit(page, "/entry", words="", expect=422)
    client.submit(page, "/entry", words="Təkər dəyişdirildi", kind="delay", expect=303)
    assert "Təkər dəyişdirildi" in client.open(f"/cabinet/journeys/{public_id}", expect=200).words


def test_a_cancelled_journey_says_why(enter, world):
    public_id = world.signed()
    client = enter("carrier")
    page = client.open(f"/cabinet/journeys/{public_id}/cancel", expect=200)
    client.submit(page, "/cancel", reason="", expect=422)
    client.submit(page, "/cancel", reason="Sifariş geri götürüldü", expect=303)
    assert "Sifariş geri götürüldü" in client.open(f"/cabinet/journeys/{public_id}", expect=200).words


def test_an_inspector_sees_whom_the_bus_carries_and_strangers_do_not(enter, world):
    public_id = world.signed()
    inspector = enter("inspector")
    found = inspector.open("/office/journeys?q=01AB700", expect=200)
    look = inspector.open(found.link("Bakı – Bakı"), expect=200)
    assert "Formulyar qüvvədədir" in look.words
    assert "Aysel Məmmədova" in look.words
    enter("5AYS3L1").open(f"/cabinet/journeys/{public_id}", expect=404)
    enter("carrier").open("/office/journeys", expect=403)


@pytest.mark.parametrize("path", ["", "/pdf/1"])
def test_an_inspector_never_sees_a_draft(enter, world, path):
    enter("inspector").open(f"/office/journeys/{world.drawn()}{path}", expect=404)


def test_what_anybody_who_scans_it_learns_names_no_passenger(enter, world):
    public_id = world.signed()
    client = enter("carrier")
    page = client.open(f"/cabinet/journeys/{public_id}", expect=200)
    verified = client.open(page.link("Yoxlama səhifəsi"), expect=200)
    assert "01-AB-700" in verified.words
    assert "Aysel" not in verified.words


@pytest.mark.parametrize("path", ["", "/edit", "/entry", "/cancel", "/pdf/1"])
def test_a_draft_of_another_is_not_there(enter, world, path):
    public_id = world.drawn()
    with transaction(read_only=True):
        assert public_id
    enter("1RXN5B8").open(f"/cabinet/journeys/{public_id}{path}", expect=(403 if path in {"/edit", "/cancel"} else 404))
