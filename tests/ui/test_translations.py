"""Nothing stays in Azerbaijani on an English or Russian page, except names and other data."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.cabinets import AYSEL, KHAZAR, LEYLA, FakeRegisters, acting_for
from tests.support.catalogues import LANGUAGES, faults, load
from tests.support.client import AssertingClient
from tests.support.fleets import TRAILER, TRUCK, driver, fill_fleet
from tests.support.kinds import Kinds
from tests.support.languages import OWN_LETTERS, faulty, left_in_azerbaijani
from tests.support.people import sign_in
from webapp.auth.demo import POSTS
from webapp.cabinets import gateways
from webapp.cabinets.api import party_by_number
from webapp.config import ROOT
from webapp.core.transaction import transaction
from webapp.ui.access import access_of

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
OUT_OF_BOUNDS = re.compile(r"^/(auth/(?!continue)|static/|office/design)|/(download|pdf)|\.(pdf|csv|json)$")
ENOUGH = 80


def crawl(client, *starts, within="/", judged=None):
    """A page of every kind `within` that links lead to from `starts`, by address; not further than ENOUGH pages.

    The first page is always there; of the others those of kinds that are not among `judged`, to which they are added.
    """
    waiting, seen = list(starts), {}
    kind_of, judged = Kinds(client.application).of, set() if judged is None else judged
    while waiting and len(seen) < ENOUGH:
        address = waiting.pop(0)
        path, kind = urlsplit(address).path, kind_of(urlsplit(address))
        if address in seen or OUT_OF_BOUNDS.search(path) or not path.startswith(within):
            continue
        if kind in judged and seen:
            continue
        judged.add(kind)
        page = client.get(address)
        if page.status_code != 200 or page.mimetype != "text/html":
            continue
        seen[address] = page
        links = (urlsplit(a.get("href") or "") for a in page.all("a"))
        waiting += [link._replace(fragment="").geturl() for link in links if usable(link)]
    return seen


def usable(link):
    return link.path.startswith("/") and not link.netloc and "lang" not in parse_qs(link.query)


def shelves(app, prefix):
    """The addresses below `prefix` that need no more than the address."""
    rules = (rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments)
    return sorted(rule.rule for rule in rules if rule.rule.startswith(prefix) and not machine_only(app, rule))


def machine_only(app, rule):
    access = access_of(app.view_functions[rule.endpoint])
    return access is None or access.machine or rule.rule.startswith("/api/")


@pytest.fixture
def registers(monkeypatch):
    fake = FakeRegisters()
    monkeypatch.setattr(gateways.ehis, "get_person", fake.get_person)
    monkeypatch.setattr(gateways.ehis, "get_legal_entity", fake.get_legal_entity)
    return fake


def test_every_text_is_in_every_catalogue_with_its_placeholders_markup_and_plural_forms():
    assert faults() == []


def test_azerbaijani_is_the_original_and_its_catalogue_repeats_nothing():
    strings = [message.string for message in load("az") if message.id]
    assert [text for text in strings if any(text if isinstance(text, tuple) else (text,))] == []
    assert load("ru").num_plurals == 3


def test_no_template_says_anything_past_the_catalogues():
    own_text = {
        path.name: JINJA.sub("", path.read_text(encoding="utf-8"))
        for path in (ROOT / "webapp").rglob("templates/**/*.html")
        if path.name != "foundations.html"  # it shows the alphabet
    }
    assert [name for name, text in own_text.items() if OWN_LETTERS.search(text)] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_visitor_reads_no_azerbaijani_word(client, language):
    client.get(f"/?lang={language}", expect=200)
    pages = crawl(client, *shelves(client.application, "/"))
    assert {"/", "/help", "/accessibility", "/verify", "/offline"} <= set(pages)
    assert faulty(pages) == {}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pages_of_errors_are_translated(client, language):
    client.get(f"/?lang={language}", expect=200)
    lost = client.get("/no-such-page", expect=404)
    unknown = client.get(f"/verify/{'A' * 26}")
    assert faulty({"lost": lost, "unknown": unknown}) == {}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_citizen_reads_no_azerbaijani_word(client, registers, language):
    sign_in(client, AYSEL)
    client.get(f"/cabinet?lang={language}", expect=200)
    pages = crawl(client, "/cabinet", *shelves(client.application, "/cabinet"), within="/cabinet")
    assert {"/cabinet", "/cabinet/me", "/cabinet/sessions", "/cabinet/looks"} <= set(pages)
    refused = client.submit(pages["/cabinet/me/contacts"], "/cabinet/me/contacts", phone="12", email="x", expect=422)
    assert faulty(pages | {"refused": refused}) == {}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_head_of_a_carrier_reads_no_azerbaijani_word(client, registers, language):
    leyla = acting_for(client, LEYLA, KHAZAR)
    with transaction():
        fill_fleet(party_by_number(KHAZAR).id, leyla.account_id, vehicles=(TRUCK, TRAILER), drivers=(driver(),))
    client.get(f"/cabinet?lang={language}", expect=200)
    asked = client.get("/cabinet/waybills/new", expect=200)
    draft = client.submit(asked, "/new", part="carrier", expect=303).location.removesuffix("/edit")
    pages = crawl(client, *shelves(client.application, "/cabinet"), f"{draft}/check", within="/cabinet")
    assert {"/cabinet/fleet", "/cabinet/people/new", "/cabinet/organisation", f"{draft}/check"} <= set(pages)
    assert any("/fleet/vehicles/" in address for address in pages)
    assert any("/fleet/drivers/" in address for address in pages)
    assert faulty(pages) == {}


@pytest.fixture(scope="module")
def judged():
    """The kinds of pages that an earlier officer was shown, by language."""
    return {"en": set(), "ru": set()}


@pytest.mark.parametrize("fin", dict(POSTS))
@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_officer_reads_an_azerbaijani_word(client, registers, judged, language, fin):
    sign_in(client, fin, office=True)
    client.get(f"/office?lang={language}", expect=200)
    starts = ("/office", *shelves(client.application, "/office"))
    pages = crawl(client, *starts, within="/office", judged=judged[language])
    assert "/office" in pages
    assert faulty(pages) == {}


@pytest.mark.parametrize("address", ["/verify", "/cabinet/notices?show=read", "/cabinet/me"])
def test_the_language_switch_keeps_the_page_and_what_was_asked(client, registers, address):
    sign_in(client, AYSEL)
    for code in LANGUAGES:
        page = client.get(address, expect=200)
        there = next(a.get("href") for a in page.all("a") if a.get("hreflang") == code)
        parts = urlsplit(there)
        asked = {key: values for key, values in parse_qs(parts.query).items() if key != "lang"}
        assert (parts.path, asked) == (urlsplit(address).path, parse_qs(urlsplit(address).query))
        assert client.get(there, expect=200).document.get("lang") == code


def test_a_text_that_nobody_marked_is_noticed(client):
    page = AssertingClient(client.application).get("/?lang=ru", expect=200)
    assert left_in_azerbaijani(page) == []
    page.all("h1")[0].text = "Qaralama"
    page.all("p")[0].text = "Yeni qaimə"
    assert set(left_in_azerbaijani(page)) == {"Qaralama", "Yeni qaimə"}
