"""Texts as the catalogues bring them, and the people who work on them."""

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.core import db
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.translations.models import TextRow, TextTarget

SAMIRA, ZAUR, STRANGER = "3SMR8V7", "2ZAR9W1", "7LYL5H2"


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


def a_text(key, msgid, en="", *, reach=1, area="waybills", plural=None, flags=(), **standing):
    row = TextRow(
        key=key,
        msgid=msgid,
        plural=plural,
        context=None,
        locations=[f"webapp/{area}/views.py"],
        areas=[area],
        flags=list(flags),
        notes="",
        reach=reach,
        longest=None,
        words=f"{fold(msgid)} {key}",
        since=now(),
        gone_at=None,
        previous_id=None,
    )
    db.session().add(row)
    db.session().flush()
    forms = [en] if en else []
    known = {
        "base": forms,
        "base_fuzzy": False,
        "state": "translated" if en else "untranslated",
        "shown": forms,
        "failing": [],
        "blocked": False,
        "words": fold(en),
    }
    for language in ("az", "en", "ru"):
        db.session().add(
            TextTarget(text_id=row.id, language=language, **(known | standing if language == "en" else known))
        )
    return row


@pytest.fixture
def samira(app, database, texts):
    client = AssertingClient(app)
    sign_in(client, SAMIRA, office=True)
    return client


@pytest.fixture
def zaur(app, database, texts):
    """A reviewer of three languages who writes none."""
    client = AssertingClient(app)
    sign_in(client, ZAUR, office=True)
    return client
