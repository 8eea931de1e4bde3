import gzip
import re

import pytest

from webapp.core.registry import plugins
from webapp.ui.navigation import MenuItem, address_of


@pytest.mark.parametrize("language", ["az", "en", "ru"])
@pytest.mark.parametrize("address", ["/", "/help", "/accessibility", "/offline"])
def test_pages_for_anybody_open_in_every_language(client, address, language):
    page = client.get(f"{address}?lang={language}", expect=200)
    assert page.document.get("lang") == language
    assert page.heading


def test_the_start_offers_the_way_in_and_the_check_without_sign_in(client):
    page = client.get("/", expect=200)
    addresses = {link.get("href") for link in page.all("a")}
    assert {"/auth/login", "/verify"} <= addresses


def test_the_start_leads_a_visitor_to_everything_that_is_open(client):
    page = client.get("/", expect=200)
    addresses = [link.get("href") for link in page.all("main")[0].iter("a")]
    for one in plugins(MenuItem):
        if one.place == "public":
            with client.application.test_request_context():
                assert addresses.count(address_of(one.endpoint)) in {1, 2}, one.endpoint


def test_help_stands_in_the_same_place_on_every_page(client):
    places = [
        [link.get("href") for link in client.get(address).all("footer")[0].iter("a")] for address in ("/", "/help")
    ]
    assert places[0] == places[1]
    assert "/help" in places[0]


def test_the_first_load_of_the_start_is_light(client):
    page = client.get("/", expect=200)
    addresses = [s.get("src") for s in page.all("script")] + [i.get("src") for i in page.all("img")]
    addresses += [link.get("href") for link in page.all("link") if link.get("rel") == "stylesheet"]
    addresses.append(re.search(r'<use href="([^"#]+)', page.text)[1])
    bytes_sent = len(gzip.compress(page.data))
    for address in {address for address in addresses if address}:
        bytes_sent += len(client.get(address, headers={"Accept-Encoding": "gzip"}, expect=200).data)
    assert bytes_sent <= 40_000


def test_the_start_works_without_the_scripts_of_others(client):
    assert not [script for script in client.get("/").all("script") if "vendor" in script.get("src")]
