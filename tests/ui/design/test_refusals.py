"""Refusals speak to people: what happened, what to do, where to go."""

import pytest
from flask import render_template

STATUSES = (400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 502, 503)


def shown(app, status, template="pages/errors/page.html", **context):
    with app.test_request_context("/x"):
        return render_template(template, status=status, code="x", text=None, request_id="abcd1234", **context)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_words_of_its_own(app, status):
    page = shown(app, status, facts={})
    title = page.split("<h1>")[1].split("</h1>")[0].strip()
    assert title
    assert title not in {
        shown(app, other, facts={}).split("<h1>")[1].split("</h1>")[0]
        for other in STATUSES
        if other // 100 != status // 100
    }
    assert "abcd1234" in page


def test_a_conflict_shows_both_versions_side_by_side(app):
    rows = [{"label": "Yer", "mine": "Bakı", "saved": "Gəncə"}, {"label": "Sürücü", "mine": "Rəşad", "saved": "Rəşad"}]
    page = shown(app, 409, facts={"rows": rows, "href": "/waybills/x"})
    assert page.count('class="is-different"') == 1
    assert "Bakı" in page
    assert "Gəncə" in page
    assert 'href="/waybills/x"' in page


def test_what_people_typed_cannot_become_markup(app):
    rows = [{"label": "Yer", "mine": "<script>x</script>", "saved": ""}]
    assert "<script>x" not in shown(app, 409, facts={"rows": rows})


def test_a_fragment_takes_the_focus_and_is_heard(app):
    fragment = shown(app, 503, "pages/errors/fragment.html", facts={})
    assert 'role="alert"' in fragment
    assert "data-focus" in fragment
    assert "<html" not in fragment


def test_the_offline_page_holds_nothing_of_a_person(app):
    with app.test_request_context("/offline"):
        page = render_template("pages/errors/offline.html")
    assert "sign-out" not in page
    assert "<h1>" in page
