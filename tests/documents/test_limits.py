"""Who asks too often waits."""

import pytest
from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from webapp.documents.limits import LIMITED, LISTS, SEARCHED, init_limits

EVERY = (*LIMITED, *SEARCHED, *LISTS)


@pytest.fixture
def asked():
    app = Flask(__name__)
    app.config.update(
        VERIFY_LIMIT="2 per minute", VERIFY_SEARCH_LIMIT="2 per minute", RATELIMIT_STORAGE_URI="memory://"
    )
    Limiter(get_remote_address, app=app)
    for place, endpoint in enumerate(EVERY):
        app.add_url_rule(f"/{place}", endpoint, _view(endpoint))
    init_limits(app)
    return app.test_client()


def _view(endpoint):
    def view():
        return "found"

    view.__name__ = endpoint.replace(".", "_")
    return view


@pytest.mark.parametrize("place", range(len(EVERY)))
def test_each_public_view_counts_its_callers(asked, place):
    assert [asked.get(f"/{place}").status_code for _ in range(3)] == [200, 200, 429]


def test_the_limited_views_exist(app):
    assert set(EVERY) <= set(app.view_functions)


def test_who_asks_seldom_is_counted_in_this_process_and_who_asks_often_is_stopped(asked):
    asked.application.config["VERIFY_LIMIT"] = "16 per minute"
    place = {"REMOTE_ADDR": "127.7.7.7"}
    answers = [asked.get("/0", environ_overrides=place).status_code for _ in range(19)]
    assert answers == [200] * 18 + [429], "two of its own, sixteen of the shared counter"
