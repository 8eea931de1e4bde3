"""Languages for trying layouts: longer, accented, mirrored; what a page fills and links stays as it is."""

from dataclasses import replace

import pytest

from webapp.bootstrap import create_app
from webapp.ui.pseudo import PSEUDO, longer, mirrored


@pytest.mark.parametrize("change", [longer, mirrored])
@pytest.mark.parametrize(
    "words",
    ["%(amount)s ödə", "Qalıb: {seconds} saniyə", 'Ətraflı <a href="https://kabinet.az/">burada</a> &amp; %s', "100%%"],
)
def test_placeholders_markup_and_addresses_stay(change, words):
    changed = change(words)
    for kept in ("%(amount)s", "{seconds}", '<a href="https://kabinet.az/">', "&amp;", "%%"):
        assert (kept in changed) is (kept in words)


def test_the_long_language_is_four_tenths_longer_and_shows_its_ends():
    words = "Elektron qaimənin imzalanması"
    assert 1.35 <= len(longer(words)) / len(words) <= 1.6
    assert longer(words).startswith("[Éļéķţŕöñ")
    assert longer("") == ""
    assert longer("%(name)s") == "%(name)s"


def test_a_page_is_shown_in_it_and_stays_so_until_another_language_is_chosen(client):
    page = client.get("/help?lang=az-XA", expect=200)
    assert page.heading.startswith("[")
    assert client.get("/help", expect=200).heading.startswith("[")
    assert client.get("/help?lang=az-XB", expect=200).document.get("dir") == "rtl"
    plain = client.get("/help?lang=az", expect=200)
    assert plain.document.get("dir") is None
    assert not plain.heading.startswith("[")
    assert not client.get("/help", expect=200).heading.startswith("[")


def test_production_knows_neither(settings):
    production = replace(settings, production=True)
    app = create_app(production, connect=False)
    with app.test_request_context("/help?lang=az-XA"):
        app.preprocess_request()
        from webapp.core.text import _

        assert _("Kömək") == "Kömək"
    assert PSEUDO == ("az-XA", "az-XB")
