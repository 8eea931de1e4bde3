import re

import pytest

from webapp.config import ROOT

TEMPLATES = ROOT / "webapp" / "ui" / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_the_page_shows_every_component_in_every_language(client, language):
    page = client.get(f"/office/design?lang={language}", expect=200)
    assert page.document.get("lang") == language
    sections = [section.get("id") for section in page.all("section") if section.get("class") == "section"]
    assert sections[:3] == ["foundations", "buttons", "messages"]


def test_every_component_is_named_like_its_file_and_explained():
    for path in COMPONENTS:
        text = path.read_text(encoding="utf-8")
        assert re.search(rf"{{% macro {path.stem}\(", text), path.name
        assert "{#" in text, f"{path.name} does not say what it is for"


def test_the_error_summary_links_to_controls_that_exist(client):
    page = client.get("/office/design", expect=200)
    summary = next(div for div in page.all("div") if div.get("class") == "error-summary")
    ids = {element.get("id") for element in page.document.iter() if isinstance(element.tag, str)}
    links = [link.get("href").removeprefix("#") for link in summary.iter("a")]
    assert len(links) == 7
    assert set(links) <= ids


def test_wrong_fields_say_so_to_assistive_technology(client):
    page = client.get("/office/design", expect=200)
    field = next(field for field in page.all("input") if field.get("id") == "wrong-voen")
    assert field.get("aria-invalid") == "true"
    assert field.get("aria-describedby") == "wrong-voen-hint wrong-voen-error"


def test_a_table_names_its_columns_and_rows(client):
    page = client.get("/office/design", expect=200)
    scopes = {head.get("scope") for table in page.all("table") for head in table.iter("th")}
    assert scopes == {"col", "row"}
    assert all(table.find("caption") is not None for table in page.all("table"))


def test_the_language_switch_keeps_the_page_and_its_question(client):
    page = client.get("/office/design?q=90-XY%20101&lang=ru", expect=200)
    links = {link.get("hreflang"): link.get("href") for link in page.all("a") if link.get("hreflang")}
    assert links["en"] == "/office/design?q=90-XY+101&lang=en"
    current = [link.get("hreflang") for link in page.all("a") if link.get("hreflang") and link.get("aria-current")]
    assert current == ["ru"]


def test_the_page_for_paper_has_no_menu(client):
    page = client.get("/office/design/print", expect=200)
    assert page.all("header") == []
    assert page.all("footer") == []


def test_components_use_icons_that_the_sprite_has():
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons/sprite.svg").read_text(encoding="utf-8")))
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r"""(?:icon=|icon\(|draw\()"([\w-]+)\"""", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    assert {name.replace("_", "-") for name in named} <= sprite


def test_the_sheet_knows_every_class_that_components_use():
    sheet = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "static" / "css").glob("*.css"))
    styled = set(re.findall(r"\.([a-z][\w-]*)", sheet))
    named = {
        "crumbs-list",
        "steps-list",
        "error-list",
        "bar",
        "side",
        "footer-links",
        "office-work",
        "tabs",
        "hero-sample",
        "input-code",
    }
    used = {
        word
        for path in TEMPLATES.rglob("*.html")
        for value in re.findall(r'class="([^"{]+)"', path.read_text(encoding="utf-8"))
        for word in value.split()
    }
    assert used - styled - named == set()
