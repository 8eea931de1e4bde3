"""People who act and are looked at."""

import pytest

from webapp.audit.api import READ_AUDIT
from webapp.core.actor import Actor

LEYLA = "7LYL5H2"
AYSEL = "5AYS3L1"


def acting(app, actor):
    """Make every request of the test come from `actor`; returns what undoes it."""
    from webapp.core.actor import set_actor

    identifier = lambda: set_actor(actor)  # noqa: E731 - one line is all it is
    app.identifiers.append(identifier)
    return lambda: app.identifiers.remove(identifier)


@pytest.fixture
def officer():
    return Actor(
        account_id=10, name="Zaur Şirinov", fin="2ZAR9W1", office_roles=frozenset({"auditor"}), address="127.0.0.1"
    )


@pytest.fixture
def as_aysel(app):
    undo = acting(app, Actor(account_id=1, name="Aysel Quliyeva", fin=AYSEL, party_id=5, party_name="Aysel Quliyeva"))
    yield
    undo()


@pytest.fixture
def as_auditor(app):
    auditor = Actor(
        account_id=17,
        name="Mehri Bağırova",
        fin="9MHR5Y2",
        office_roles=frozenset({"auditor"}),
        rights=frozenset({READ_AUDIT.code}),
    )
    undo = acting(app, auditor)
    yield
    undo()
