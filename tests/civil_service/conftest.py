"""Bodies, a servant and who enters: made in the open transaction, undone with it."""

from datetime import date

import pytest

from webapp.civil_service.groups import Origin
from webapp.civil_service.record_tables import ServiceBody
from webapp.civil_service.services.registering import register_servant
from webapp.civil_service.values import Entered, Given
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.azerbaijani import fold
from webapp.core.ids import new_public_id

SOURCE = Entered(origin=Origin.EHIS, source="DIN", by="EHİS")
PAPER = {"order_number": "12-K", "order_date": date(2015, 1, 9)}


def new_body(name="Statistika Komitəsi", voen="9900070011", kind="1", party_id=None):
    row = ServiceBody(public_id=new_public_id(), voen=voen, name=name, search_name=fold(name), kind=kind)
    row.party_id, row.valid_from = party_id, date(1995, 1, 1)
    db.session().add(row)
    db.session().flush()
    return row


def of_body(body, **more):
    return Entered(origin=Origin.PARTICIPANT, source=body.name, source_body_id=body.id, by="Rəna Cəfərova", **more)


def post(body, since, until=None, *, title="Böyük məsləhətçi", **content):
    said = {"title": title, "post_class": "a5", "holding": "main", "admission": "competition", **content}
    return Given(group="post", content=said, valid_from=since, valid_to=until, body_id=body.id, **PAPER)


def identity(**changes):
    said = {
        "family_name": "Axundov",
        "given_name": "İlqar",
        "patronymic": "Cavad",
        "sex": "m",
        "birthdate": "1978-04-27",
    }
    return Given(group="identity", content={**said, **changes}, valid_from=date(1978, 4, 27))


@pytest.fixture
def body(opened):
    return new_body()


@pytest.fixture
def servant(opened):
    return register_servant("4LQR2J5", identity(), SOURCE, actor=SYSTEM)
