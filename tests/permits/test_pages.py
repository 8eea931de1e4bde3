"""Pages: my permits, one permit with what can be done, the office's register, the open register."""

from dataclasses import replace

import pytest

from tests.permits.conftest import ABSERON, BY_OFFICE, ELVIN, XEZER
from tests.support.client import AssertingClient
from tests.support.fleets import vehicle
from webapp.audit.models import AuditEntry
from webapp.core.transaction import transaction
from webapp.permits.demo import seed_permits
from webapp.permits.queries import permit_by_public_id
from webapp.permits.services.changing import suspend_permit
from webapp.permits.services.history import locked
from webapp.workflow.errors import RightNeeded
from webapp.workflow.queries import case_by_id
from webapp.workflow.services.applying import send, start_case


@pytest.fixture
def permit(held):
    return held("cargo", "10-XY-101", "10-XY-102")


def test_my_permits_lead_to_what_can_be_done(permit):
    leyla, public_id = permit
    page = leyla.client.open("/cabinet/permits", expect=200)
    shown = leyla.client.open(page.link("İ-2026-000001"), expect=200)

    for words in ("Qüvvədədir", "10-XY-101", "10-XY-102", "Dublikat almaq", "Yenidən rəsmiləşdirmək", "Ləğv etmək"):
        assert words in shown.words
    assert "Bərpa etmək" not in shown.words
    assert f"code=permits.cargo.duplicate&subject={public_id}" in shown.link("Dublikat almaq").replace("&amp;", "&")


def test_a_suspended_permit_can_be_restored_and_revoked_and_nothing_else(permit):
    leyla, public_id = permit
    with transaction():
        suspend_permit(locked(public_id), BY_OFFICE)

    shown = leyla.client.open(f"/cabinet/permits/{public_id}", expect=200)
    assert "Dayandırılıb" in shown.words
    assert "Bərpa etmək" in shown.words
    assert "Dublikat almaq" not in shown.words


def test_a_button_opens_the_case_with_its_permit(permit):
    leyla, public_id = permit
    shown = leyla.client.open(f"/cabinet/permits/{public_id}", expect=200)
    page = leyla.client.open(shown.link("Dublikat almaq"), expect=200)
    assert "dublikat" in page.words


def test_the_permit_of_another_is_not_there(permit, head):
    _leyla, public_id = permit
    stranger = head(ABSERON, vehicles=(vehicle("01-AB-401", "M3"),))
    stranger.client.open(f"/cabinet/permits/{public_id}", expect=404)
    stranger.client.open("/cabinet/permits/NOSUCH", expect=404)


@pytest.mark.parametrize("typed", [XEZER, "10-XY-102", "10xy102", "İ-2026-000001", "İK-2026-000002"])
def test_the_office_finds_a_permit_by_number_voen_and_plate(permit, officer, typed):
    _actor, client = officer()
    page = client.open("/office/permits", query_string={"q": typed}, expect=200)
    shown = client.open(page.link("İ-2026-000001"), expect=200)
    for words in ("VÖEN", XEZER, "10-XY-101", "Müraciət", "Verilmə"):
        assert words in shown.words


def test_an_officer_begins_a_suspension_from_the_permits_page(permit, officer):
    _leyla, public_id = permit
    _actor, client = officer()
    shown = client.open(f"/office/permits/{public_id}", expect=200)
    page = client.open(shown.link("Dayandırmaq"), expect=200)
    assert "Əsaslandırma" in page.words
    assert "Bərpa etmək" not in shown.words


def test_the_office_sees_caps_and_law(officer):
    _actor, client = officer()
    assert "25.000" in client.open("/office/permits/places", expect=200).words.replace("\xa0", ".").replace(" ", ".")
    for family in ("type", "tariff", "vehicle_rule", "territory", "cap", "mark_rate", "oversize_limit", "setting"):
        client.open(f"/office/permits/law?family={family}", expect=200)
    client.open("/office/permits/law?family=x", expect=404)


def test_the_register_is_open_to_everybody(permit, app):
    visitor = AssertingClient(app)
    page = visitor.open("/permits?q=10-XY-101", expect=200)
    assert "10-XY-101: qüvvədə olan kart var" in page.words
    assert "“Xəzər Yük” MMC" in page.words
    assert XEZER not in page.words.replace("9900010101 və ya", "")

    assert "99-ZZ-999: qüvvədə olan kart yoxdur" in visitor.open("/permits?q=99-ZZ-999", expect=200).words


def test_a_suspended_card_is_never_shown_as_valid(permit, app):
    _leyla, public_id = permit
    visitor = AssertingClient(app)
    with transaction():
        token = permit_by_public_id(public_id).document_token
        suspend_permit(locked(public_id), BY_OFFICE)

    assert "10-XY-101: qüvvədə olan kart yoxdur" in visitor.open("/permits?q=10-XY-101", expect=200).words
    answer = visitor.open(f"/verify/{token}", expect=200)
    assert "Qüvvəsi dayandırılıb" in answer.words
    assert "no-store" in answer.headers.get("Cache-Control", "")


def test_the_demo_has_good_permits_and_bad_ones(database, app):
    with transaction():
        seed_permits()
        seed_permits()
    visitor = AssertingClient(app)
    assert "50-EL-301: qüvvədə olan kart var" in visitor.open("/permits?q=50-EL-301", expect=200).words
    assert "20-KY-501: qüvvədə olan kart yoxdur" in visitor.open("/permits?q=20-KY-501", expect=200).words


def test_every_kind_has_its_page_in_the_catalogue(database, app):
    visitor = AssertingClient(app)
    page = visitor.open("/services/permits.taxi.issue", expect=200)
    for words in ("125", "25", "Yol polisinin reyestri"):
        assert words in page.words
    visitor.open("/services/permits.taxi.issue/regulation", expect=200)
    visitor.open("/services/permits.cargo.revocation/regulation", expect=200)


def test_who_may_apply_but_not_for_permits_reads_which_right_is_missing(head):
    leyla = head()
    colleague = replace(leyla.actor, rights=leyla.actor.rights - {"permits.apply"})
    with pytest.raises(RightNeeded) as refused, transaction():
        start_case("permits.cargo.issue", actor=colleague)
    assert "İcazələr üzrə əməliyyatlara başlamaq" in str(refused.value)


def test_a_right_that_was_taken_back_lets_nobody_send(head):
    leyla = head()
    with transaction():
        case = start_case("permits.cargo.issue", actor=leyla.actor)
    colleague = replace(leyla.actor, rights=leyla.actor.rights - {"permits.apply"})
    with pytest.raises(RightNeeded), transaction():
        send(case, version=case_by_id(case).version, actor=colleague)


def test_that_an_officer_saw_a_sole_traders_permit_is_kept(held, officer):
    _elvin, public_id = held("taxi", "50-EL-301", voen=ELVIN, category="M1", territory="baku")
    _leyla, of_firm = held("cargo", "10-XY-101")
    _actor, client = officer()
    for one in (public_id, of_firm):
        client.open(f"/office/permits/{one}", expect=200)
    with transaction(read_only=True) as session:
        looks = session.query(AuditEntry).filter_by(action="viewed", object_type="permit").all()
    assert [(one.object_key, one.purpose) for one in looks] == [(public_id, "Fərdi sahibkarın icazəsinə baxılması")]


def test_a_service_without_a_duty_prints_no_step_of_paying(app, database):
    visitor = AssertingClient(app)
    step = "ödəniş avtomatik qəbul edilir"
    assert step not in visitor.open("/services/permits.cargo.duplicate/regulation", expect=200).words
    assert step in visitor.open("/services/permits.taxi.issue/regulation", expect=200).words


def test_what_registers_hold_of_a_sole_trader_stands_above_the_form_and_is_not_asked(head):
    elvin = head(ELVIN, vehicles=(vehicle("50-EL-301", "M1", owner=ELVIN),))
    with transaction():
        case = start_case("permits.cargo.issue", actor=elvin.actor)
    page = elvin.client.open(f"/cabinet/applications/{case}/form", expect=200)
    for words in ("Reyestrlərdən məlum olan", ELVIN, "3LVN6T9", "1988"):
        assert words in page.words
