"""People who are signed in already: sessions by the real entrance, without a provider."""

from contextlib import contextmanager

from tests.support.people import sign_in
from webapp.bootstrap import create_app
from webapp.core import db

HEAD = "7LYL5H2"
SESSIONS = 8


@contextmanager
def application(base):
    """The application over the prepared database, for making rows; its connections are closed afterwards."""
    app = create_app(base.settings, connect=False)
    database = db.open_database(base.database_url)
    db.install_database(database)
    try:
        yield app
    finally:
        database.close()


def tokens(app, party_id):
    """Sign the head of the carrier in on several devices, to act for it; return what stands in each one's cookie."""
    return [sign_in(app.test_client(), HEAD, party=party_id).token for _ in range(SESSIONS)]
