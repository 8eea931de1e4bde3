"""Two requests of one person at the same instant, on two real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text

from tests.support.database import fresh_database
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.signing.api import request_signature


@pytest.fixture
def committed(server, app):
    """A database of its own, in which transactions really commit."""
    with fresh_database(server, "race") as url:
        database = db.open_database(url)
        db.install_database(database)
        yield
        database.close()


def test_eight_clicks_at_once_make_one_request_and_one_job(committed, app, facts, paper, leyla):
    together = Barrier(8)

    def click(_):
        with app.app_context():
            together.wait()
            with transaction():
                return request_signature(purpose="test.paper", ref="1", pdf=paper, text="Qaimə № 1", actor=leyla)

    with ThreadPoolExecutor(8) as pool:
        requests = set(pool.map(click, range(8)))

    assert len(requests) == 1
    with transaction(read_only=True) as session:
        jobs = session.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'signing.start'"))
    assert jobs == 1
