"""What is published shows at once and never breaks a page; drafts and outlines are for who works on texts alone."""

import json
from dataclasses import replace
from urllib.parse import quote, unquote

import psycopg
import pytest
from flask import Response, g, render_template_string
from markupsafe import escape
from sqlalchemy import select

from tests.support import texts as support
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.support.texts import write_catalogues
from webapp.core import overlay
from webapp.core.overlay import Published, serve
from webapp.core.text import _, _l, _n, filled, in_language, texts_key
from webapp.core.transaction import transaction
from webapp.notifications.models import Notice
from webapp.translations import following
from webapp.translations.exchange import MEDIA
from webapp.translations.following import Follower, faults, fitting, write_faults
from webapp.translations.models import TextFault
from webapp.translations.rules import key_of
from webapp.translations.services.drafting import save_draft
from webapp.translations.services.entering import read_catalogues
from webapp.translations.showing import modes
from webapp.translations.showing.marks import mark, outline, without_marks
from webapp.translations.showing.own import Shown
from webapp.translations.telling import tell_of_faults
from webapp.ui.pseudo import PseudoTexts

SAMIRA, FAIQ = "3SMR8V7", "7FAQ6P2"
KEYS = {7: "a" * 20, 300: "b" * 20}


@pytest.fixture
def shown():
    """Show words over the catalogues for a test."""

    def show(number=1, **words):
        languages = {
            language: {(msgid, None): (said,) for msgid, said in rows.items()} for language, rows in words.items()
        }
        serve(Published(number, f"v{number}", languages))

    overlay.on_fault(faults.add)
    yield show
    serve(Published())
    overlay.on_fault(None)
    faults.taken()


def in_english(app):
    return app.test_request_context("/?lang=en")


def test_published_words_stand_over_the_catalogue_until_they_are_taken_back(app, shown):
    with in_english(app):
        before, key = _("Kömək"), texts_key()
        shown(en={"Kömək": "Lifebelt"})
        assert (_("Kömək"), texts_key() != key) == ("Lifebelt", True)
        with in_language("ru"):
            assert _("Kömək") != "Lifebelt"
        serve(Published())
        assert (_("Kömək"), texts_key()) == (before, key)


def test_pages_and_what_is_kept_of_them_follow(client, shown):
    before = client.get("/help?lang=en", expect=200)
    assert before.headers["X-Texts"] == "en 0"
    shown(en={"Kömək": "Lifebelt"})
    page = client.get("/help", expect=200)
    assert (page.heading, page.headers["X-Texts"]) == ("Lifebelt", "en 1")
    serve(Published())
    assert client.get("/help", expect=200).heading == before.heading
    assert client.get("/help?lang=ru", expect=200).headers["X-Texts"] == "ru 0"


@pytest.mark.parametrize("words", ["%(nobody)s", "%(num)", "100 %?", "%d of %s"])
def test_words_that_cannot_be_filled_give_way_to_the_catalogue_and_are_told_of(app, shown, words):
    with in_english(app):
        right = _("%(amount)s ödə", amount="5 AZN")
        shown(en={"%(amount)s ödə": words})
        assert _("%(amount)s ödə", amount="5 AZN") == right
        assert app.jinja_env.from_string("{{ _('%(amount)s ödə', amount='5 AZN') }}").render() == right
    (told,) = faults.taken()
    assert (told["language"], told["key"], told["times"], told["publication"]) == ("en", key_of("%(amount)s ödə"), 2, 1)


def test_a_mistake_of_the_code_is_not_hidden(app, shown):
    with in_english(app), pytest.raises(KeyError):
        _("%(amount)s ödə", sum="5 AZN")
    with in_english(app), pytest.raises(KeyError):
        _n("%(num)s gün %(what)s", "%(num)s gün %(what)s", 5)


def test_what_a_page_could_not_show_is_not_taken_over_whoever_wrote_it_into_the_tables():
    told = []
    rows = [
        ("en", "%(amount)s ödə", None, ["Pay %(sum)s"], ["python-format"], ["webapp/a.py"]),
        ("en", "Kömək", None, ["<script>alert(1)</script>"], [], ["webapp/a.html"]),
        ("ru", "%(num)s gün", "%(num)s gün", ["%(num)s день"], ["python-format"], ["webapp/a.py"]),
        ("en", "Qəbz", None, ["%(" * 500_000], [], ["webapp/a.html"]),
        ("en", "Bəli", None, [None], [], ["webapp/a.html"]),
        ("en", "Xeyr", None, [["No"]], [], ["webapp/a.html"]),
        ("en", "Geri", None, [], [], ["webapp/a.html"]),
        ("en", "Daxil ol", None, ["Enter"], [], ["webapp/a.html"]),
    ]
    assert fitting(rows, lambda *what: told.append(what)) == {"en": {("Daxil ol", None): ("Enter",)}}
    assert [one[1] for one in told] == [row[1] for row in rows[:-1]]


def test_what_somebody_judged_not_to_matter_is_shown():
    forms = ["See https://kabinet.az/en"]
    assert fitting([("en", "Bax: https://kabinet.az", None, forms, [], [])], None)["en"]


def test_no_words_end_the_attribute_in_which_they_stand(app, shown):
    shown(en={"Kömək": 'Help" hx-get="/x', "Ətraflı <b>burada</b>": 'More <b>"here"</b>', "Bax": 'See "%(what)s"'})
    template = """<a title="{{ _('Kömək') }}">{{ _('Ətraflı <b>burada</b>') }} {{ _('Bax', what='<i>') }}</a>"""
    with in_english(app):
        page = render_template_string(template)
    assert page == (
        '<a title="Help&#34; hx-get=&#34;/x">More <b>&#34;here&#34;</b> See &#34;&lt;i&gt;&#34;</a>'
    )  # a browser reads a quotation mark


def test_words_filled_after_they_were_looked_up_give_way_too(app, shown):
    safe, paid = _l("Etibarlıdır"), _l("%(amount)s ödənildi")
    shown(en={"Etibarlıdır": "100% safe", "%(amount)s ödənildi": "%(sum)s paid"})
    with in_english(app):
        assert filled(safe, {"amount": 5}) == "100% safe"
        assert filled(paid, {"amount": 5}) == "5 ödənildi"
    assert [one["key"] for one in faults.taken()] == [key_of("%(amount)s ödənildi")]


def test_what_is_kept_for_a_preview_is_not_kept_longer_than_a_publication(app, shown):
    with in_english(app):
        mine = Shown({}, {}, "x"), PseudoTexts("az-XA")
        before = [one.key("en") for one in mine]
        shown(en={"Kömək": "Lifebelt"})
        assert not set(before) & {one.key("en") for one in mine}


def test_a_follower_outlives_a_publication_that_it_cannot_take(monkeypatch):
    follower, calls = Follower(""), []

    def follow():
        calls.append(1)
        if len(calls) == 1:
            raise ValueError("words that nobody expected")
        follower._ended.set()

    monkeypatch.setattr(following, "EACH", 0.001)
    monkeypatch.setattr(follower, "_follow", follow)
    follower._run()
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("html", "outlined"),
    [
        (f"<p>{mark(7, 'Kömək')}</p>", f'<p><tr-text data-tr="{KEYS[7]}">Kömək</tr-text></p>'),
        (f"<p>{mark(7, 'a <b>b</b>')}</p>", f'<p><tr-text data-tr="{KEYS[7]}">a <b>b</b></tr-text></p>'),
        (f"<title>{mark(7, 'Kömək')} · K</title>", "<title>Kömək · K</title>"),
        (f'<input placeholder="{mark(7, "Kömək")}">', '<input placeholder="Kömək">'),
        (f"<select><option>{mark(7, 'Kömək')}</option></select>", "<select><option>Kömək</option></select>"),
        (f"<p>{mark(7, 'bir')[:-1]}</p><p>iki</p>", "<p>bir</p><p>iki</p>"),
        ('<p data-x="\\ue110\\ue107\\ue111K\\ue112"></p>', '<p data-x="K"></p>'),
        ("<a href='/x?y=%EE%84%90%EE%84%87%EE%84%91K%EE%84%92'>z</a>", "<a href='/x?y=K'>z</a>"),
        (f"<p>{mark(999, 'strange')}</p>", "<p>strange</p>"),
        (
            f"<p>{mark(7, 'of ' + mark(300, 'two'))}</p>",
            f'<p><tr-text data-tr="{KEYS[7]}">of <tr-text data-tr="{KEYS[300]}">two</tr-text></tr-text></p>',
        ),
    ],
)
def test_texts_are_outlined_where_an_element_may_stand(html, outlined):
    assert outline(f"<body>{html}</body>", KEYS).html == f"<body>{outlined}</body>"


def test_every_text_of_a_page_is_told_with_its_words():
    html = f'<body><a title="{mark(300, "two")}">{mark(7, str(escape("<one>")))}</a></body>'
    assert outline(html, KEYS).texts == {KEYS[300]: ("two", True), KEYS[7]: ("<one>", False)}
    assert without_marks(mark(7, "one")) == "one"


@pytest.fixture
def texts(database, tmp_path):
    """The small catalogues, read, with a draft of the translator."""
    with transaction():
        read_catalogues(write_catalogues(tmp_path))


def officer(app, fin):
    client = AssertingClient(app)
    return client, sign_in(client, fin, office=True)


def found(page, tag, name, value=None):
    return [one for one in page.all(tag) if one.get(name) is not None and value in {None, one.get(name)}]


def draft(account_id, key, *forms):
    actor = replace(support.SAMIRA, account_id=account_id)
    with transaction():
        save_draft(actor=actor, key=key, language="en", forms=forms, base_number=0)


def test_a_translator_sees_every_text_outlined_with_its_editor_and_nobody_keeps_the_page(app, texts):
    client, _person = officer(app, SAMIRA)
    page = client.get("/help?_tr=1&lang=en", expect=200)
    key = key_of("Kömək")
    assert [one.text for one in found(page, "*", "data-tr", key)][:1] == ["Help"]
    assert len(found(page, "a", "href", f"/office/texts/en/{key}")) == 1
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "\ue110" not in page.get_data(as_text=True)
    plain = client.get("/help", expect=200)
    assert found(plain, "*", "data-tr") == found(plain, "section", "class", "tr-bar") == []


@pytest.mark.parametrize("media", ["application/problem+json", "application/json", "text/csv"])
def test_answers_that_are_no_pages_bear_no_marks_and_are_kept_by_nobody(app, media):
    said = mark(7, "Kömək")
    headers = {"ETag": '"a"', "Cache-Control": "public, max-age=60"}
    with in_english(app):
        setattr(g, modes.STATE, modes.Mode(None, KEYS))
        answer = modes._complete(Response(f"{json.dumps(said)};{said}", mimetype=media, headers=headers))
    assert answer.get_data(as_text=True).replace("\\u00f6", "ö").replace("\\u0259", "ə") == '"Kömək";Kömək'
    assert (answer.headers["Cache-Control"], "ETag" in answer.headers) == ("private, no-store", False)


@pytest.mark.parametrize(
    "answer",
    [
        Response(f"%PDF-1.7 {mark(7, 'Kömək')}".encode(), mimetype="application/pdf"),
        Response(b"PK", mimetype=MEDIA["xlsx"]),
        Response((f"{one};{mark(7, 'Kömək')}" for one in "ab"), mimetype="text/csv"),
        Response((f"<p>{mark(7, 'Kömək')}" for one in "ab"), mimetype="text/html"),
    ],
)
def test_what_marks_cannot_be_taken_out_of_is_made_anew_without_them(app, answer):
    closed = []
    answer.call_on_close(lambda: closed.append(True))
    with app.test_request_context("/services/AYNA-1/forms/1.pdf?_tr=1&lang=en"):
        setattr(g, modes.STATE, modes.Mode(None, KEYS))
        instead = modes._complete(answer)
    assert (instead.status_code, instead.location) == (303, "/services/AYNA-1/forms/1.pdf?lang=en")
    assert closed == [True]


def test_an_answer_that_leads_on_says_its_words_without_marks(app):
    with in_english(app):
        setattr(g, modes.STATE, modes.Mode(None, KEYS))
        answer = modes._complete(Response("", 303, headers={"Location": f"/help?notice={quote(mark(7, 'Kömək'))}"}))
    assert unquote(answer.location) == "/help?notice=Kömək"


@pytest.mark.parametrize("fin", [None, FAIQ])
def test_outlines_and_drafts_are_for_nobody_else(app, texts, fin):
    client = officer(app, fin)[0] if fin else AssertingClient(app)
    client.set_cookie("kabinet_texts", "drafts")
    page = client.get("/help?_tr=1", expect=200)
    assert found(page, "*", "data-tr") == found(page, "section", "class", "tr-bar") == []


def test_a_translator_walks_through_the_site_with_drafts_in_place_until_they_are_switched_off(app, texts, shown):
    client, person = officer(app, SAMIRA)
    draft(person.account_id, key_of("Kömək"), "Lifebelt")
    before = client.get("/help?lang=en", expect=200)
    token = found(before, "input", "name", "csrf_token")[0].get("value")
    client.post("/office/texts/preview", data={"on": "1", "csrf_token": token}, expect=303)
    page = client.get("/help", expect=200)
    assert (before.heading, page.heading) == ("Help", "Lifebelt")
    assert len(found(page, "section", "class", "tr-bar")) == 1
    assert AssertingClient(app).get("/help?lang=en", expect=200).heading == "Help"
    shown(en={"Daxil ol": "Enter"})
    heard = [one.get("/help", expect=200).headers.get("X-Texts") for one in (client, AssertingClient(app))]
    assert heard == [None, "az 1"]  # the service worker of a preview keeps no page with drafts
    client.submit(page, "/office/texts/preview", on="", expect=303)
    assert client.get("/help", expect=200).heading == "Help"


def test_a_draft_that_would_break_the_page_is_not_tried(app, texts):
    client, person = officer(app, SAMIRA)
    draft(person.account_id, key_of("Kömək"), "<script>alert(1)</script>")
    client.set_cookie("kabinet_texts", "drafts")
    assert client.get("/help?lang=en", expect=200).heading == "Help"


def test_who_keeps_the_texts_hears_once_of_words_that_could_not_be_shown(app, texts, peopled):
    officer(app, SAMIRA)
    with transaction() as session:
        driver = session.connection().connection.driver_connection
        faults.add("en", "Kömək", "%(nobody)s", KeyError("nobody"))
        write_faults(driver)
        faults.add("en", "Kömək", "%(nobody)s", KeyError("nobody"))
        write_faults(driver)
    for expected in (1, 0):
        with transaction() as session:
            assert tell_of_faults() == expected
    with transaction(read_only=True) as session:
        assert session.scalars(select(TextFault.times)).all() == [2]
        assert session.scalars(select(Notice.params).where(Notice.template == "translations.fault")).all() == [
            {"words": "Kömək", "language": "en", "key": key_of("Kömək")}
        ]


def test_a_process_without_the_tables_shows_the_catalogues(server):
    follower = Follower("postgresql://127.0.0.1:9/nothing?connect_timeout=1")
    follower.start()
    assert overlay.published() == Published()
    follower.stop()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect("postgresql://127.0.0.1:9/nothing", connect_timeout=1)
