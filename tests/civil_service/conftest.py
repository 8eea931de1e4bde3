"""Bodies, a servant and who enters: made in the open transaction, undone with it."""

from datetime import date

import pytest

from webapp.civil_service.groups import Origin
from webapp.civil_service.record_tables import ServiceBody, ServicePost
from webapp.civil_service.services.recording import record_fact
from webapp.civil_service.services.registering import register_servant
from webapp.civil_service.values import Entered, Given
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.azerbaijani import sort_text
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction

SOURCE = Entered(origin=Origin.EHIS, source="DIN", by="EHİS")
PAPER = {"order_number": "12-K", "order_date": date(2015, 1, 9)}


def new_body(name="Statistika Komitəsi", voen="9900070011", kind="1", party_id=None):
    row = ServiceBody(public_id=new_public_id(), voen=voen, name=name, search_name=sort_text(name), kind=kind)
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


def person(number, body, *, sex="m", born=1980, since=date(2015, 1, 12), until=None, post_class="a5", **more):
    said = identity(sex=sex, birthdate=f"{born}-06-15", given_name=f"Ad{number}", family_name="Sınaq")
    servant = register_servant(f"9AA{number:04d}", said, SOURCE, actor=SYSTEM)
    record_fact(servant.id, post(body, since, until, post_class=post_class, **more), of_body(body), actor=SYSTEM)
    return servant


def line_of_staff_list(body, post_class, places):
    row = ServicePost(public_id=new_public_id(), body_id=body.id, unit="Şöbə", title="Məsləhətçi")
    row.post_class, row.places, row.valid_from, row.valid_to = post_class, places, date(2010, 1, 1), None
    db.session().add(row)


@pytest.fixture
def staffed(app, database):
    """Two bodies: eight people in one (six men, two women), three in the other; one left last year, one came."""
    with transaction():
        large, small = new_body(), new_body("Kiçik Agentlik", "9900070029", "4")
        for number in range(6):
            person(number, large, born=1975 + number, post_class="a5" if number else "a2")
        person(
            6,
            large,
            sex="f",
            born=1996,
            since=date(2026, 3, 2),
            post_class="y1",
            admission="probation",
            probation_until="2026-12-31",
        )
        person(7, large, sex="f", born=1962)
        person(8, large, until=date(2026, 2, 27))
        for number in range(9, 12):
            person(number, small, born=1990)
        line_of_staff_list(large, "a5", 9)
        line_of_staff_list(small, "a5", 2)
        db.session().flush()
        return large.id, small.id
