"""A block sent alone reads as it does within its page, and nothing else of the page is rendered for it."""

import pytest
from flask import Flask
from jinja2 import DictLoader

from tests.support.people import sign_in
from webapp.config import ROOT
from webapp.ui.htmx import init_htmx
from webapp.ui.rendering import render

WORDS = "{% macro loud(text) %}<b>{{ text }}</b>{% endmacro %}{% macro soft(text) %}<i>{{ text }}</i>{% endmacro %}"
LAYOUT = (
    "{% from 'words.html' import loud %}<!doctype html><p>{{ seen('layout') }}</p>"
    "{% block body %}{% endblock %}{% block the_foot %}{{ loud('ayaq') }}{% endblock %}"
)
PAGE = (
    "{% extends 'layout.html' %}\n{% from 'words.html' import soft %}\n{% set greeting = 'salam' %}\n"
    "{% block body %}{{ seen('body') }}<div id='the-list'>"
    "{% block the_list %}{{ soft(greeting) }}{{ soft(name) }}{% block inner %}{{ soft('iç') }}{% endblock %}{% endblock %}"
    "</div>{% endblock %}\n"
    "{% block the_foot %}{{ super() }}{{ soft('və baş') }}{% endblock %}"
)


@pytest.fixture
def small():
    """A portal of one page, and what of it was rendered."""
    app = Flask(__name__)
    init_htmx(app)
    app.jinja_env.loader = DictLoader({"words.html": WORDS, "layout.html": LAYOUT, "page.html": PAGE})
    app.seen = []
    app.jinja_env.globals["seen"] = lambda what: app.seen.append(what) or ""
    app.add_url_rule("/", view_func=lambda: render("page.html", name="<Leyla>"), endpoint="page")
    return app


def asked_for(app, element):
    return app.test_client().get("/", headers={"HX-Request": "true", "HX-Target": element}).text


def test_a_block_alone_has_the_macros_and_values_of_its_page(small):
    alone = asked_for(small, "the-list")
    assert alone == "<i>salam</i><i>&lt;Leyla&gt;</i><i>iç</i>"
    assert small.seen == []
    assert alone in small.test_client().get("/").text


def test_a_block_alone_has_what_its_layout_says_in_the_same_place(small):
    assert asked_for(small, "the-foot") == "<b>ayaq</b><i>və baş</i>"


def test_an_element_without_a_block_gets_the_whole_page(small):
    assert asked_for(small, "elsewhere").startswith("<!doctype html>")


def test_a_page_extends_its_layout_before_it_says_anything():
    late = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "webapp").rglob("templates/**/*.html")
        if "{% extends" in (text := path.read_text(encoding="utf-8")) and not text.startswith("{% extends")
    ]
    assert late == [], "a block of such a page would be sent without the page's own macros"


@pytest.mark.parametrize("address", ["/cabinet/looks", "/cabinet/me", "/cabinet/sessions", "/cabinet/notices"])
def test_every_block_of_a_real_page_can_be_sent_alone(client, address):
    sign_in(client, "7LYL5H2")
    for element in ("content", "title", "before", "main", "head"):
        client.get(address, headers={"HX-Request": "true", "HX-Target": element}, expect=200)
