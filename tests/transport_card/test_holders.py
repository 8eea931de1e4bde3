"""A card in hand and in a cabinet: the proof by number and code, who may see what, what the office's look leaves behind."""

import re

import pytest
from sqlalchemy import text

from tests.support.client import AssertingClient
from tests.transport_card.conftest import CODE, FARE
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.notifications.models import Notice
from webapp.transport_card.errors import AlreadyLinked, NotProved
from webapp.transport_card.models import Card, ProofTries
from webapp.transport_card.rules import PROOF_TRIES, number_of
from webapp.transport_card.services import ending
from webapp.transport_card.services.issuing import make_stock
from webapp.transport_card.services.linking import arrange, link, prove, unlink

WRONG = "000000"


def test_number_and_code_prove_a_card_and_nothing_less_does(city, opened):
    card = city.card(100)
    assert prove(card.number, CODE).card is card
    assert prove(card.number, WRONG).card is None
    assert prove(number_of("99999999999"), CODE).card is None
    assert prove(city.stock().number, CODE).card is None, "a card that was not sold is nobody's"


@pytest.mark.parametrize("known", [True, False])
def test_wrong_codes_lock_a_number_whether_or_not_a_card_has_it(city, opened, known):
    number = city.card().number if known else number_of("99999999999")
    answers = [prove(number, WRONG).locked for _ in range(PROOF_TRIES + 2)]
    assert answers == [False] * PROOF_TRIES + [True, True]
    assert prove(number, CODE).locked, "now the right code opens nothing either"


def test_the_lock_ends_by_itself(city, opened):
    card = city.card()
    for _ in range(PROOF_TRIES + 1):
        prove(card.number, WRONG)
    db.session().execute(text("UPDATE card_proof_tries SET since = since - interval '16 minutes'"))
    assert prove(card.number, CODE).card is card
    assert db.session().query(ProofTries).count() == 0


def test_a_card_is_in_one_cabinet_at_a_time(city, opened):
    card = city.card()
    link(card, name="İş yolu", actor=city.aysel)
    for actor in (city.aysel, city.kamran):
        with pytest.raises(AlreadyLinked):
            link(card, name="", actor=actor)
    unlink(card, actor=city.aysel)
    link(card, name="", actor=city.kamran)
    assert city.fresh(card).party_id == city.kamran.party_id


def test_a_lost_card_is_linked_by_nobody(city, opened):
    card = city.card()
    ending.report_lost(card, actor=SYSTEM)
    with pytest.raises(NotProved):
        link(card, name="", actor=city.kamran)


def test_printed_codes_and_numbers_are_not_readable_in_the_database(city, opened):
    (printed,) = make_stock("plastic", 1, actor=city.officer)
    row = db.session().execute(text("SELECT * FROM cards ORDER BY id DESC LIMIT 1")).mappings().one()
    kept = repr(dict(row))
    assert printed.number not in kept
    assert printed.code not in kept
    assert prove(printed.number, printed.code).card is None
    assert row["tail"] == printed.number[-4:]


def told(city, code):
    return db.session().query(Notice).filter_by(party_id=city.aysel.party_id, template=f"transport_card.{code}").count()


def test_the_holder_is_told_of_a_low_balance_once_a_stop_and_a_try_after_it(city, opened):
    card = city.card(2 * FARE + 50, holder=city.aysel)
    arrange(card, name="İş yolu", low_at=100, actor=city.aysel)
    city.ride(city.tap(card, 60))
    city.ride(city.tap(card, 30))
    assert told(city, "low") == 1
    ending.report_lost(city.fresh(card), actor=city.aysel)
    city.ride(city.tap(card), city.tap(card))
    assert (told(city, "stopped"), told(city, "tapped")) == (1, 1)


def made(city, qepik=0, **more):
    with transaction():
        return city.card(qepik, **more)


def public_id(card):
    return card.public_id


def test_a_stranger_reads_the_balance_with_the_code_and_stops_a_lost_card(city, stranger):
    card = made(city, 740)
    page = stranger.submit(stranger.open("/cards/balance"), "/cards/balance", number=card.number, code=CODE, expect=200)
    assert "7,40" in page.words
    assert card.number not in page.text
    stranger.submit(stranger.open("/cards/lost"), "/cards/lost", number=card.number, code=CODE, expect=200)
    with transaction():
        assert city.fresh(card).state == "lost"


def test_a_wrong_code_reads_like_no_card_at_all_and_counts(city, stranger):
    card = made(city)
    form = stranger.open("/cards/balance")
    known = stranger.submit(form, "/cards/balance", number=card.number, code=WRONG, expect=422)
    none = stranger.submit(form, "/cards/balance", number=number_of("99999999998"), code=WRONG, expect=422)
    assert errors(known) == errors(none)
    for _ in range(PROOF_TRIES):
        stranger.submit(form, "/cards/balance", number=card.number, code=WRONG)
    stranger.submit(form, "/cards/balance", number=card.number, code=CODE, expect=429)


def errors(page):
    return re.findall(r'class="error[^"]*"[^>]*>(.*?)<', page.text, re.DOTALL)


def test_a_guest_loads_any_card_and_learns_nothing_of_it(city, stranger):
    card = made(city, 9_900, holder=city.aysel)
    form = stranger.open("/cards/top-up")
    answer = stranger.submit(form, "/cards/top-up", number=card.number, amount="1", expect=303)
    assert "/pay/" in answer.headers["Location"]
    onward = stranger.open(answer.headers["Location"], expect=200).link("Karta keç")
    assert "Ödəniş gözləyir" in stranger.open(onward, expect=200).words
    page = stranger.submit(form, "/cards/top-up", number=card.number, amount="5", expect=422)
    assert "99" not in page.words.replace("9944", "")
    refused = [
        stranger.submit(form, "/cards/top-up", number=number, amount="5", expect=422).words
        for number in (number_of("99999999997"), made(city, product="paper2").number)
    ]
    assert all("Nömrəni yoxlayın" in words for words in refused[:1])


@pytest.mark.parametrize("amount", ["", "0", "-5", "5,001", "1e9", "٥", "99999999", "NaN", "5.5.5"])
def test_an_odd_amount_is_said_beside_its_field(city, client, amount):
    card = made(city, holder=city.aysel)
    page = client.open(f"/cabinet/cards/{card.public_id}/top-up", expect=200)
    client.submit(page, "/top-up", amount=amount, expect=422)


def test_a_holder_links_loads_names_and_closes_a_card(city, client):
    card = made(city, 740)
    page = client.submit(
        client.open("/cabinet/cards/link"), "/cabinet/cards/link", number=card.number, code=CODE, name="İş yolu"
    )
    assert page.status_code == 303
    here = f"/cabinet/cards/{card.public_id}"
    shown = client.open(here, expect=200)
    assert "7,40" in shown.words
    answer = client.submit(client.open(f"{here}/top-up"), "/top-up", amount="5", expect=303)
    assert "/cabinet/payments/" in answer.headers["Location"]
    client.submit(shown, f"{here}/arrange", name="Məktəb", low_at="1,50", expect=303)
    client.submit(shown, f"{here}/lost", expect=303)
    assert "Kartı tapdım" in client.open(here).words
    client.submit(shown, f"{here}/close", expect=409)


def test_another_persons_card_is_no_card(city, client):
    card = made(city, 740, holder=city.kamran)
    here = f"/cabinet/cards/{card.public_id}"
    for path in ("", "/top-up", "/statement.csv", "/statement.pdf"):
        client.open(here + path, expect=404)
    token = client.open("/cabinet/cards/link").form("/cabinet/cards/link")["csrf_token"]
    for deed in ("top-up", "arrange", "unlink", "lost", "block", "unblock", "transfer", "close"):
        client.open(f"{here}/{deed}", method="POST", data={"csrf_token": token, "amount": "5"}, expect=404)
    with transaction():
        assert city.fresh(card).state == "active"


def test_a_virtual_card_is_given_at_once_and_not_without_end(city, client):
    page = client.open("/cabinet/cards", expect=200)
    for _ in range(5):
        client.submit(page, "/cabinet/cards/virtual", expect=303)
    client.submit(page, "/cabinet/cards/virtual", expect=409)
    with transaction():
        cards = db.session().query(Card).filter_by(party_id=city.aysel.party_id).all()
        assert len(cards) == 5
    shown = client.open(f"/cabinet/cards/{cards[0].public_id}/code", expect=200)
    assert "<svg" in shown.text
    assert cards[0].number not in shown.text
    client.submit(client.open(f"/cabinet/cards/{cards[0].public_id}"), "/close", expect=303)
    client.open(f"/cabinet/cards/{cards[0].public_id}/code", expect=404)


def test_the_office_finds_a_card_and_its_holder_reads_who_looked(city, office, client):
    card = made(city, 740, holder=city.aysel)
    form = office.open("/office/cards", expect=200)
    found = office.submit(form, "/office/cards/find", number=card.number, expect=303)
    assert card.number not in found.headers["Location"]
    shown = office.open(found.headers["Location"], expect=200)
    assert "Aysel" in shown.words
    assert "Nəqliyyat kartının hərəkətinə baxılması" in client.open("/cabinet/looks").words
    office.submit(shown, "/block", reason="", expect=422)
    office.submit(shown, "/block", reason="Polisin müraciəti", expect=303)
    with transaction():
        assert city.fresh(card).block_reason == "office"


def test_nobody_without_the_right_makes_cards(city, client):
    assert isinstance(client, AssertingClient)
    for path in ("/office/cards", "/office/cards/stock", "/office/cards/validators", "/office/cards/prices"):
        client.open(path, expect=403)
