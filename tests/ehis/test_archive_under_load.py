"""Many threads keep evidence at once, with real commits."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.ehis.test_archive import DAY, ONE
from tests.support.database import fresh_database
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.ehis.archive import DatabaseArchive, broken_link
from webapp.ehis.models import ArchivedMessage


@pytest.fixture
def committing(server, app):
    with fresh_database(server, "ehis_archive") as url:
        database = db.open_database(url)
        db.install_database(database)
        yield database
        database.close()


def test_eight_writers_make_one_unbroken_chain(committing):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: DatabaseArchive().store(replace(ONE, message_id=f"message-{n:04d}")), range(160)))
    with transaction(snapshot=True) as session:
        assert session.query(ArchivedMessage).count() == 160
        assert broken_link(DAY) is None
