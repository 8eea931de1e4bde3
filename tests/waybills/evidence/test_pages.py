"""What parties see and take; strangers are told that there is none."""

from io import BytesIO

import pytest
from sqlalchemy import select

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.waybills.evidence.test_keeping import long_ago
from tests.waybills.situations import CONTENT
from webapp.audit.models import AuditEntry
from webapp.core import db
from webapp.core.actor import Actor, set_actor
from webapp.core.transaction import transaction
from webapp.waybills.evidence.erasing import erase_due
from webapp.waybills.evidence.formats import efti
from webapp.waybills.evidence.permissions import WAYBILLS_HOLD
from webapp.waybills.evidence.proving import prove
from webapp.waybills.models import Waybill
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.services.travelling import depart


class Archivist(AssertingClient):
    """Somebody who may hold, as the edge would make the actor."""

    def __init__(self, app, account):
        super().__init__(app)
        self.account = account

    def open(self, *arguments, **options):
        actor = Actor(account_id=self.account, name=f"Arxivçi {self.account}", rights=frozenset({WAYBILLS_HOLD.code}))
        identifier = lambda: set_actor(actor)  # noqa: E731 - one line is all it is
        self.application.identifiers.append(identifier)
        try:
            return super().open(*arguments, **options)
        finally:
            self.application.identifiers.remove(identifier)


def noted(action):
    with transaction(read_only=True):
        return db.session().query(AuditEntry).filter_by(action=action).count()


def test_the_page_says_what_proves_each_act_and_gives_it(life, enter):
    public_id = life.accepted()
    client = enter("consignee")
    page = client.open(f"/cabinet/waybills/{public_id}/evidence")
    assert page.words.count("Şəxsin gücləndirilmiş elektron imzası") == 2
    given = client.get(f"/cabinet/waybills/{public_id}/evidence.asice")
    assert given.mimetype == "application/vnd.etsi.asic-e+zip"
    assert [one.about for one in prove(given.data) if not one.holds] == []
    assert noted("waybills.evidence_taken") == 1


def test_an_act_without_a_person_says_that_the_portal_sealed_it(life, enter):
    public_id = life.world.accepted()
    with transaction():
        depart(public_id, version=life.world.version(public_id), actor=life.world.driver)
    client = enter("carrier")
    assert "Sistemin möhürü qoyulur" in client.open(f"/cabinet/waybills/{public_id}/evidence").words
    life.seal()
    assert "şəxsi imza tələb olunmur" in client.open(f"/cabinet/waybills/{public_id}/evidence").words


def test_a_stranger_is_told_that_there_is_none(world, app):
    public_id = world.offered()
    stranger = AssertingClient(app)
    sign_in(stranger, "5AYS3L1")
    for path in ("evidence", "evidence.asice", "export/efti"):
        stranger.open(f"/cabinet/waybills/{public_id}/{path}", expect=404)


@pytest.mark.parametrize("form", ["efti", "uncefact", "csv"])
def test_what_is_exported_comes_back_as_a_draft(world, enter, form):
    public_id = world.draft()
    client = enter("carrier")
    given = client.get(f"/cabinet/waybills/{public_id}/export/{form}")
    page = client.open("/cabinet/waybills/bring")
    client.submit(page, file=(BytesIO(given.data), "qaime"))
    with transaction(read_only=True):
        first, second = db.session().scalars(select(Waybill).order_by(Waybill.id))
        assert first.content == second.content
        assert second.state == "draft"
    assert noted("waybills.exported") == 1
    client.open(f"/cabinet/waybills/{public_id}/export/xlsx", expect=404)


def test_a_file_of_others_or_of_none_is_refused_beside_its_field(world, enter):
    client = enter("carrier")
    page = client.open("/cabinet/waybills/bring")
    client.submit(page, file=(BytesIO(b"PK\x03\x04"), "qaime.csv"), expect=422)
    foreign = efti.written(CONTENT, None).replace(CONTENT.carrier.number.encode(), b"9900001111")
    client.submit(
        page, file=(BytesIO(foreign.replace(CONTENT.consignor.number.encode(), b"9900001111")), "x"), expect=403
    )


def test_an_erased_waybill_says_that_it_is_and_gives_nothing(life, enter):
    public_id = long_ago(life.world.delivered())
    assert erase_due() == 1
    client = enter("carrier")
    client.open(f"/cabinet/waybills/{public_id}")
    page = client.open(f"/cabinet/waybills/{public_id}/evidence")
    assert "Saxlama müddəti bitib" in page.words
    for path in ("evidence.asice", "export/csv", "pdf/1"):
        client.open(f"/cabinet/waybills/{public_id}/{path}", expect=404)


def test_two_archivists_hold_and_let_go_on_their_page(life, app):
    public_id = life.world.accepted()
    with transaction(read_only=True):
        number = waybill_by_public_id(public_id).number
    first, second = (Archivist(app, account) for account in (901, 902))
    page = first.open("/office/waybill-holds")
    first.submit(page, number="0", document="Q-1", reason="Məhkəmə", expect=422)
    first.submit(page, number=number, document="Q-1", reason="Məhkəmə")
    assert "İkinci şəxs təsdiq etməlidir" in first.open("/office/waybill-holds").words
    page = second.open("/office/waybill-holds")
    second.submit(page)
    assert "Qüvvədədir" in second.open("/office/waybill-holds").words
    assert noted("waybills.hold_confirmed") == 1
