from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from cryptography import x509

from mocks.signing.time_stamps import TimeStampAuthority
from tests.support.database import fresh_database
from webapp.core import db
from webapp.core.clock import BAKU, today
from webapp.ehis import journal
from webapp.ehis.evidence import Direction, Evidence
from webapp.ehis.journal.gateways import NoAnswer
from webapp.ehis.journal.writing import close

NOON = datetime.combine(today(), time(12), BAKU).astimezone(UTC)  # of the day on which real questions are asked
DAY = NOON.date()
ONE = Evidence(
    Direction.REQUEST,
    "AZ/GOV/AYNA/kabinet",
    "AZ/GOV/DIN/registers/getPerson/v1",
    "0f0c2a8e-6a1d-4c7e-9a57-0f6f3a2b1c4d",
    "cabinet",
    NOON,
    b"Aysel 5AYS3L1",
    b"<signature/>",
    None,
    "sent",
    subject_fin="5AYS3L1",
)


class Authority:
    """The time-stamp authority in this process: `down` and `spoil` make it fail in its two ways."""

    def __init__(self, pki):
        self.stamps = TimeStampAuthority(pki)
        self.root = x509.load_pem_x509_certificate((pki / "esign-root.pem").read_bytes())
        self.down = False
        self.spoil = None
        self.asked = 0

    def roots(self):
        return [self.root]

    def ask(self, query):
        self.asked += 1
        if self.down:
            raise NoAnswer("status 503")
        reply = self.stamps.answer(query)
        return self.spoil(reply) if self.spoil else reply


@pytest.fixture
def authority(pki):
    return Authority(pki)


@pytest.fixture
def committing(server, app):
    """A database of its own, with real commits."""
    with fresh_database(server, "ehis_journal") as url, app.app_context():
        database = db.open_database(url)
        db.install_database(database)
        yield database
        close()
        database.close()


@pytest.fixture
def kept(database):
    """Five messages in one segment, in a database that forgets them."""
    for number in range(5):
        journal.write([replace(ONE, message_id=f"{ONE.message_id[:-1]}{number}")])
    return database
