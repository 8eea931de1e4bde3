"""What other state bodies learn of drivers' certificates."""

from datetime import date

import pytest

from tests.support.exchange import Asking
from webapp.audit.api import views_of
from webapp.carriers.demo import seed_papers
from webapp.carriers.rules import Standing, standing_of
from webapp.core.transaction import transaction

TODAY = date(2026, 11, 22)


@pytest.fixture
def asking(database):
    with transaction():
        seed_papers()
    return Asking()


@pytest.mark.parametrize(
    ("state", "valid_to", "standing"),
    [
        ("active", date(2026, 11, 22), Standing.VALID),
        ("active", date(2026, 11, 21), Standing.EXPIRED),
        ("suspended", date(2026, 11, 22), Standing.SUSPENDED),
        ("suspended", date(2026, 11, 21), Standing.EXPIRED),
        ("revoked", date(2026, 11, 21), Standing.REVOKED),
    ],
)
def test_a_paper_holds_to_the_end_of_its_last_day(state, valid_to, standing):
    assert standing_of(state, valid_to, TODAY) is standing


def test_a_driver_sees_who_asked_for_the_certificates(asking):
    status, said = asking.rest("driverCertificates", fin="2RSD4K7")
    asking.soap("driverCertificates", fin="1XYZ2W3")
    asking.rest("driverCertificates", fin="5AYS3L1")

    assert status == 200
    assert [(one["training"], one["state"]) for one in said["certificate"]] == [
        ("dangerous_goods", "expired"),
        ("goods", "valid"),
    ]
    with transaction(read_only=True):
        counted = [len(views_of(fin).rows) for fin in ("2RSD4K7", "1XYZ2W3", "5AYS3L1")]
    assert counted == [1, 1, 0]
