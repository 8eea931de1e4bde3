"""The edge: transactions, access, refusals in the caller's form, bytes that no text may hold."""

import json
from dataclasses import dataclass, replace

import pytest
from flask import Blueprint, jsonify, request
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests.support.client import AssertingClient
from webapp.bootstrap import create_app
from webapp.core import db
from webapp.core.actor import ANONYMOUS, Actor, set_actor
from webapp.core.clock import now
from webapp.core.errors import Conflict, Invalid
from webapp.core.numbering import next_number
from webapp.core.permissions import SIGNED_IN, Permission
from webapp.core.transaction import in_transaction, transaction
from webapp.ui.access import accepts_body, access_of, machine, no_transaction, public, requires

KEY = Permission("edge.turn_keys", "Açar çevirmək")


@dataclass
class Visitor:
    actor: Actor = ANONYMOUS


@pytest.fixture(scope="module")
def visitor():
    return Visitor()


@pytest.fixture(scope="module")
def edge_app(settings, visitor):
    app = create_app(settings, connect=False)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    app.identifiers[:] = [lambda: set_actor(visitor.actor) and None]
    app.register_blueprint(edge_views)
    return app


@pytest.fixture
def edge(edge_app, database, visitor):
    visitor.actor = ANONYMOUS
    return AssertingClient(edge_app)


edge_views = Blueprint("edge", __name__, url_prefix="/edge")


@edge_views.post("/keep")
@public
def keep():
    return jsonify(next_number("edge", 2026))


@edge_views.post("/lose")
@public
def lose():
    next_number("edge", 2026)
    raise Conflict


@edge_views.get("/write-on-get")
@public
def write_on_get():
    return jsonify(next_number("edge", 2026))


@edge_views.get("/alone")
@no_transaction
@public
def alone():
    return jsonify(in_transaction())


@edge_views.get("/signed-in")
@requires(SIGNED_IN)
def signed_in():
    return jsonify("in")


@edge_views.get("/keys")
@requires(KEY)
def keys():
    return jsonify("keys")


@edge_views.get("/high")
@requires(SIGNED_IN, step_up=True)
def high():
    return jsonify("high")


@edge_views.get("/invalid")
@public
def invalid():
    raise Invalid(fields={"plate": "Nişan düzgün deyil."})


@edge_views.get("/broken")
@public
def broken():
    return str(1 / 0)


@edge_views.get("/database-away")
@public
def away():
    raise OperationalError("SELECT", {}, Exception("gone"))


@edge_views.post("/large")
@accepts_body(3_000_000)
@public
def large():
    return jsonify(len(request.form["x"]))


def last():
    with transaction(read_only=True):
        return db.session().execute(text("SELECT last FROM number_series WHERE series = 'edge'")).scalar()


def test_a_view_that_returns_commits_and_one_that_raises_undoes(edge):
    edge.post("/edge/keep", expect=200)
    edge.post("/edge/lose", expect=409)

    assert last() == 1


def test_a_get_cannot_write_even_when_a_view_tries(edge):
    edge.get("/edge/write-on-get", expect=500)

    assert last() is None


def test_a_view_that_talks_to_the_outside_holds_no_transaction(edge):
    assert edge.get("/edge/alone", expect=200).json is False


def test_a_visitor_is_led_to_the_sign_in_and_back(edge):
    answer = edge.get("/edge/signed-in?x=1", expect=303)

    assert answer.location == "/auth/login?next=/edge/signed-in?x%3D1"


def test_a_fragment_sends_the_whole_page_to_the_sign_in(edge):
    answer = edge.get("/edge/signed-in", headers={"HX-Request": "true"}, expect=401)

    assert answer.headers["HX-Redirect"].startswith("/auth/login")


def test_a_right_is_asked_for_and_enough(edge, visitor):
    visitor.actor = Actor(account_id=1, name="Aysel")
    edge.get("/edge/keys", expect=403)
    visitor.actor = replace(visitor.actor, rights=frozenset({"edge.turn_keys"}))

    assert edge.get("/edge/keys", expect=200).json == "keys"


@pytest.mark.parametrize(
    ("acr", "age", "status"), [("high", 60, 200), ("high", 3600, 303), ("substantial", 60, 303), (None, 60, 303)]
)
def test_a_grave_step_wants_a_fresh_proof_of_high_assurance(edge, visitor, acr, age, status):
    instant = now().timestamp() - age
    visitor.actor = Actor(account_id=1, name="Aysel", acr=acr, auth_time=now().fromtimestamp(instant, now().tzinfo))

    edge.get("/edge/high", expect=status)


@pytest.mark.parametrize(
    ("path", "status"), [("/edge/invalid", 422), ("/edge/broken", 500), ("/edge/nowhere", 404), ("/edge/keep", 405)]
)
def test_a_refusal_is_a_page_for_people_and_a_problem_for_machines(edge, path, status):
    page = edge.get(path, expect=status)
    assert page.heading
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    problem = edge.get(path, headers={"Accept": "application/json"}, expect=status)
    assert problem.mimetype == "application/problem+json"
    assert problem.json["status"] == status
    assert problem.json["title"]


def test_a_problem_names_the_fields(edge):
    problem = json.loads(edge.get("/edge/invalid", headers={"Accept": "application/problem+json"}).text)

    assert problem["errors"] == [{"field": "plate", "detail": "Nişan düzgün deyil."}]


def test_a_database_that_is_away_asks_to_come_back(edge):
    answer = edge.get("/edge/database-away", expect=503)

    assert answer.headers["Retry-After"]


@pytest.mark.parametrize("address", ["/edge/alone?x=%00", "/verify/%00", "/?lang=%00"])
def test_a_nul_byte_in_an_address_is_refused(edge, address):
    edge.get(address, expect=400)


def test_a_body_over_the_limit_is_refused_before_it_is_read(edge):
    edge.post("/edge/keep", data={"x": "y" * 11_000_000}, expect=413)


def test_a_view_may_accept_more_than_others(edge):
    assert edge.post("/edge/large", data={"x": "y" * 900_000}, expect=200).json == 900_000
    edge.post("/edge/large", data={"x": "y" * 3_100_000}, expect=413)


def test_every_answer_names_its_request(edge):
    assert edge.get("/edge/alone").headers["X-Request-Id"]
    assert edge.get("/edge/alone", headers={"X-Request-Id": "abcdefgh-1"}).headers["X-Request-Id"] == "abcdefgh-1"
    assert edge.get("/edge/alone", headers={"X-Request-Id": "a\tb <x>"}).headers["X-Request-Id"] != "a\tb <x>"


def test_the_same_address_gives_page_or_fragment_and_caches_know(edge):
    assert "HX-Request" in edge.get("/edge/alone").headers["Vary"]


def test_an_access_rule_is_given_exactly_once():
    with pytest.raises(ValueError, match="two"):
        public(requires(KEY)(lambda: ""))
    with pytest.raises(ValueError, match="above"):
        no_transaction(lambda: "")
    with pytest.raises(ValueError, match="requires"):
        requires()
    assert access_of(machine(lambda: "")).machine


@pytest.mark.parametrize("address", ["/cabinet//me", "/static//x"])
def test_no_redirect_leads_to_the_host_that_the_caller_named(edge, address):
    answer = edge.get(address, headers={"Host": "evil.example"})
    assert (answer.status_code, "Location" in answer.headers) == (404, False)
