"""Counts of menu and first page: one statement for all, none for what one may not see, none outside a transaction."""

import pytest
from sqlalchemy import event

from tests.support.people import sign_in
from webapp.core import statements as direct
from webapp.core.actor import Actor
from webapp.core.transaction import transaction
from webapp.ui.figures import figure
from webapp.ui.keeping import keep


@pytest.fixture
def statements(database, monkeypatch):
    """What is sent to the server, by SQLAlchemy and straight."""
    seen = []
    run = direct._rows
    monkeypatch.setattr(direct, "_rows", lambda sql, values: seen.append(sql.decode()) or run(sql, values))
    listener = lambda *arguments: seen.append(arguments[2])  # noqa: E731 - SQLAlchemy wants a plain callable
    event.listen(database.engine, "before_cursor_execute", listener)
    yield seen
    event.remove(database.engine, "before_cursor_execute", listener)


def test_the_first_page_counts_everything_in_one_statement(client, statements):
    sign_in(client, "5AYS3L1")
    statements.clear()
    client.get("/cabinet", expect=200)

    counting = [text for text in statements if "count(" in text]
    assert len(counting) == 1


def test_a_count_that_one_may_not_see_is_zero_and_asks_nothing(app, statements):
    stranger = Actor(account_id=1, name="Aysel", party_id=1)
    with app.test_request_context(), transaction(read_only=True):
        statements.clear()
        assert figure("waybills.waiting", stranger) == 0
        assert figure("no.such.figure", stranger) == 0

    assert [text for text in statements if "count(" in text] == []


def test_outside_a_transaction_nothing_is_counted(app, database):
    with app.test_request_context():
        assert figure("notifications.unread", Actor(account_id=1)) == 0


def test_a_kept_component_is_drawn_once_for_each_language_and_arguments(app):
    drawn = []

    class Macro:
        name = "test_component"

        def __call__(self, word):
            drawn.append(word)
            return f"<b>{word}</b>"

    with app.test_request_context("/?lang=en"):
        assert [str(keep(Macro(), "a")) for _ in range(3)] == ["<b>a</b>"] * 3
        keep(Macro(), "b")
        assert keep(Macro(), ["cannot", "be", "kept"]) == "<b>['cannot', 'be', 'kept']</b>"
    with app.test_request_context("/?lang=ru"):
        keep(Macro(), "a")

    assert drawn == ["a", "b", ["cannot", "be", "kept"], "a"]
