"""A body's officer enters what is theirs, signs once, and only then does the record change."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from tests.civil_service.changing.conftest import RENA, VUSAL
from tests.civil_service.conftest import SOURCE, of_body
from webapp.civil_service.entering import arriving
from webapp.civil_service.entering.drafting import begin, give_up, hand_of
from webapp.civil_service.entering.errors import EnteredAlready, GroupNotYours, LaterOrder, NoSuchPaper
from webapp.civil_service.entering.models import ServiceArrival, ServiceChange, ServicePaper
from webapp.civil_service.entering.ordering import with_its_order
from webapp.civil_service.entering.rules import Action, Hand
from webapp.civil_service.entering.signing import ask_signature
from webapp.civil_service.entering.stating import Change, ensure_hand, group_of, looked_through
from webapp.civil_service.errors import FactWrong
from webapp.civil_service.exchange.asking import Told
from webapp.civil_service.gaps import exchange_impossible
from webapp.civil_service.queries import body_by_id, record_of, servant_by_fin, servant_by_id
from webapp.civil_service.services.recording import record_fact
from webapp.civil_service.services.registering import register_servant
from webapp.civil_service.values import Given
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.errors import NotInRegister

LEAVE = {"group": "leave", "content": {"kind": "annual"}, "order_number": "7-M", "order_date": date(2026, 5, 4)}


def given(group="training", **changes):
    said = {"content": {"subject": "Məlumat təhlükəsizliyi", "place": "DİA"}, "valid_from": date(2026, 3, 2)}
    return Given(group=group, **{**said, **changes})


def order():
    """A copy of an order as a scanner would make it."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return BytesIO(out.getvalue())


def papered(service, stated, **more):
    with transaction():
        hand, body = hand_of(service.officer)
        one = Change(servant=servant_by_id(service.servant_id), given=stated, **more)
        checked = Change(servant=one.servant, given=looked_through(one, hand), **more)
        return begin(stated.group, [checked], hand=hand, body=body, actor=service.officer).public_id


def sign(service, paper):
    with transaction():
        request = ask_signature(paper, service.officer)
    service.signed(paper, request)


def test_nothing_is_in_the_record_before_the_signature(service):
    paper = papered(service, given())
    assert service.record().of("training") == ()
    sign(service, paper)
    (fact,) = service.record().of("training")
    assert (fact.entered_by, fact.source, fact.origin) == (
        "Rəna Hikmət qızı Cəfərova",
        "Statistika Komitəsi",
        "participant",
    )
    with transaction(read_only=True):
        assert db.session().scalar(select(ServicePaper.state)) == "in_force"


def test_told_twice_the_signature_writes_once(service):
    paper = papered(service, given())
    with transaction():
        request = ask_signature(paper, service.officer)
    service.signed(paper, request)
    service.signed(paper, request)
    assert len(service.record().of("training")) == 1


def test_the_same_entry_is_refused_until_the_first_is_put_away(service):
    paper = papered(service, given())
    with pytest.raises(EnteredAlready):
        papered(service, given())
    with transaction():
        give_up(paper, actor=service.officer)
    papered(service, given())


def test_a_retroactive_post_names_the_order_in_its_way(service):
    said = {"title": "Müdir", "post_class": "a3", "holding": "main", "admission": "transfer"}
    late = Given(
        group="post",
        content=said,
        valid_from=date(2010, 1, 1),
        body_id=service.body_id,
        order_number="1",
        order_date=date(2010, 1, 1),
    )
    with pytest.raises(LaterOrder, match="12-K") as refused:
        papered(service, late)
    assert "Böyük məsləhətçi" in str(refused.value)
    beside = Given(
        group="post",
        content={**said, "holding": "combined"},
        valid_from=date(2020, 1, 1),
        body_id=service.body_id,
        order_number="2",
        order_date=date(2020, 1, 1),
    )
    assert papered(service, beside)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"valid_from": date(2026, 5, 4), "valid_to": date(2026, 5, 3), **LEAVE}, "valid_to"),
        ({"valid_from": date(2026, 5, 4), **LEAVE, "order_number": None}, "order_number"),
        ({"valid_from": date(2026, 5, 4), **LEAVE, "content": {"kind": "forever"}}, "kind"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(service, changes, field):
    with pytest.raises(FactWrong) as refused:
        papered(service, given(**changes))
    assert field in refused.value.fields


def test_a_group_of_another_register_is_refused_by_name_until_its_exchange_is_impossible(service):
    education = group_of("education")
    with transaction():
        with pytest.raises(GroupNotYours) as refused:
            ensure_hand(education, Hand.PARTICIPANT, body_by_id(service.body_id))
        assert "“Təhsil”" in str(refused.value)
        exchange_impossible("education", None, reason="Mənbə reyestr yenilənir", actor=service.operator)
        assert ensure_hand(education, Hand.PARTICIPANT, body_by_id(service.body_id)) == "with_reason"


def test_a_paper_of_another_body_is_not_there(service):
    paper = papered(service, given())
    with transaction(), pytest.raises(NoSuchPaper):
        ask_signature(paper, service.operator)


def test_what_was_stated_does_not_change(service):
    papered(service, given())
    with pytest.raises(DBAPIError, match="does not change"), transaction() as session:
        session.execute(text("UPDATE service_changes SET reason = 'x'"))


def test_the_page_takes_an_entry_and_its_order(service):
    officer = service.client(RENA)
    page = officer.open("/cabinet/personnel")
    assert "Axundov İlqar Cavad oğlu" in page.words
    page = officer.open(f"/cabinet/personnel/{service.servant}/new/leave")
    form = {
        "v_kind": "annual",
        "v_place": "",
        "valid_from": "01.06.2026",
        "valid_to": "30.06.2026",
        "order_number": "7-M",
        "order_date": "20.05.2026",
    }
    answer = officer.submit(page, **form, file=(order(), "emr.pdf"), expect=303)
    page = officer.open(answer.location)
    assert "İmza gözləyir" in page.words
    assert "emr.pdf" in page.words
    with transaction(read_only=True):
        assert db.session().scalar(select(ServiceChange.action)) == Action.RECORD


@pytest.mark.parametrize(("code", "status"), [("education", 403), ("certificate", 403), ("nonsense", 422)])
def test_groups_that_are_not_theirs_have_no_form(service, code, status):
    service.client(RENA).open(f"/cabinet/personnel/{service.servant}/new/{code}", expect=status)


def test_everything_that_is_empty_is_named_at_once(service):
    officer = service.client(RENA)
    page = officer.open(f"/cabinet/personnel/{service.servant}/new/post")
    summary = officer.submit(page, v_unit="Hüquq şöbəsi", v_title="Məsləhətçi", expect=422).words
    for label in ("Vəzifənin təsnifatı", "Tutulma qaydası", "Başlanğıc günü", "Əmrin nömrəsi", "Əmrin tarixi"):
        assert f"{label}: Bu sahəni doldurun." in summary
    assert "Struktur bölməsi: " not in summary


def test_a_field_of_another_group_is_refused_by_name(service):
    officer = service.client(RENA)
    page = officer.open(f"/cabinet/personnel/{service.servant}/new/training")
    form = {"v_subject": "A", "v_place": "B", "valid_from": "01.06.2026", "v_salary": "1"}
    answer = officer.submit(page, None, **form, expect=422)
    assert "salary" in answer.text


LALE = "5NEW1W2"
ARRIVAL = {
    "v_unit": "Hüquq şöbəsi",
    "v_title": "Məsləhətçi",
    "v_post_class": "a6",
    "v_holding": "main",
    "v_admission": "competition",
    "valid_from": "01.09.2026",
    "order_number": "9-K",
    "order_date": "28.08.2026",
}


def arrive(service, fin, status):
    officer = service.client(RENA)
    page = officer.open("/cabinet/personnel/arrivals", expect=200)
    said = {**ARRIVAL, "fin": fin, "file": (order(), "emr.pdf")}
    return officer.submit(page, to="/cabinet/personnel/arrivals", **said, expect=status)


def lale_comes(service, monkeypatch):
    """Somebody new is to be appointed: the paper waits for its signature."""
    content = {"family_name": "Babayeva", "given_name": "Lalə", "sex": "f", "birthdate": "1999-02-28"}
    said = Given(group="identity", content=content, valid_from=date(1999, 2, 28))
    monkeypatch.setattr(arriving, "identity", lambda _asked: [Told("identity", said, "DIN", now())])
    monkeypatch.setattr(arriving.registers, "official_for", lambda _purpose: "Vüsal")
    arrive(service, LALE, 303)
    with transaction(read_only=True):
        return db.session().scalar(select(ServicePaper.public_id).order_by(ServicePaper.id.desc()))


def kept_of(fin):
    """The record of a person, and how many newcomers wait."""
    with transaction(read_only=True):
        return servant_by_fin(fin), db.session().scalar(select(func.count()).select_from(ServiceArrival))


def test_somebody_new_has_a_record_from_the_signature_on_and_not_before(service, monkeypatch):
    paper = lale_comes(service, monkeypatch)
    assert kept_of(LALE) == (None, 1)
    page = service.client(RENA).open(f"/cabinet/personnel/papers/{paper}", expect=200)
    assert "Babayeva Lalə" in page.words
    sign(service, paper)
    with transaction(read_only=True):
        found = servant_by_fin(LALE)
        assert (found.full_name, found.post_title, found.body_id) == ("Babayeva Lalə", "Məsləhətçi", service.body_id)
        record = record_of(found.id)
    assert [(one.origin, one.source) for one in record.of("identity")] == [("ehis", "DIN")]
    assert kept_of(LALE)[1] == 0
    assert "Babayeva Lalə" in service.client(RENA).open(f"/cabinet/personnel/papers/{paper}", expect=200).words


def test_a_draft_that_is_put_away_leaves_nothing_of_the_newcomer(service, monkeypatch):
    paper = lale_comes(service, monkeypatch)
    with transaction():
        give_up(paper, actor=service.officer)
    assert kept_of(LALE) == (None, 0)
    page = service.client(RENA).open(f"/cabinet/personnel/papers/{paper}", expect=200)
    assert "Babayeva" not in page.words
    assert "Reyestrə daxil edilməyib" in page.words


def test_whom_another_paper_brought_meanwhile_has_one_record(service, monkeypatch):
    paper = lale_comes(service, monkeypatch)
    with transaction():
        said = {"family_name": "Babayeva", "given_name": "Lalə", "sex": "f", "birthdate": "1999-02-28"}
        stated = Given(group="identity", content=said, valid_from=date(1999, 2, 28))
        known = register_servant(LALE, stated, SOURCE, actor=SYSTEM).id
    sign(service, paper)
    with transaction(read_only=True):
        assert servant_by_fin(LALE).id == known
        assert servant_by_fin(LALE).post_title == "Məsləhətçi"


def test_a_change_does_not_move_to_another_record(service, monkeypatch):
    paper = lale_comes(service, monkeypatch)
    sign(service, paper)
    with pytest.raises(DBAPIError, match="of which it was stated"), transaction() as session:
        session.execute(text("UPDATE service_changes SET servant_id = :it"), {"it": service.servant_id})


def test_the_copy_of_the_order_is_reached_from_the_fact_that_it_founded(service, monkeypatch):
    paper = lale_comes(service, monkeypatch)
    sign(service, paper)
    with transaction(read_only=True):
        newcomer = servant_by_fin(LALE)
        (fact,) = record_of(newcomer.id).of("post")
    officer = service.client(RENA)
    page = officer.open(f"/cabinet/personnel/{newcomer.public_id}", expect=200)
    copy = officer.open(page.link("Əmrin surəti"), expect=200)
    assert copy.get_data().startswith(b"%PDF")
    assert copy.headers["Content-Disposition"].startswith("attachment")
    there = f"/cabinet/personnel/{newcomer.public_id}/facts/{fact.entry}/order"
    assert officer.open(f"{there}/9").status_code == 404
    assert officer.open(f"{there.replace(newcomer.public_id, service.servant)}/1").status_code == 404


def test_a_change_without_a_copy_keeps_the_one_before_while_the_order_is_the_same(service):
    stated = Given(valid_from=date(2026, 6, 1), valid_to=date(2026, 6, 10), order_copy="COPY", **LEAVE)
    with transaction():
        entered = of_body(body_by_id(service.body_id))
        known = record_fact(service.servant_id, stated, entered, actor=SYSTEM)
        row = SimpleNamespace(servant_id=service.servant_id, entry=known.entry)
        paper = SimpleNamespace(id=-1, public_id="NONE")
        plain = replace(stated, order_copy=None, valid_to=date(2026, 6, 12))
        assert with_its_order(plain, row, paper).order_copy == "COPY"
        assert with_its_order(replace(plain, order_number="8-M"), row, paper).order_copy is None


def test_who_is_nobody_is_not_appointed(service, monkeypatch):
    def nobody(_asked):
        raise NotInRegister

    monkeypatch.setattr(arriving, "identity", nobody)
    monkeypatch.setattr(arriving.registers, "official_for", lambda _purpose: "Vüsal")
    assert "bu FİN-lə şəxs yoxdur" in arrive(service, LALE, 422).words
    assert "FİN düzgün deyil" in arrive(service, "12", 422).words
    with transaction(read_only=True):
        assert servant_by_fin(LALE) is None


def test_the_operator_enters_certificates_and_nothing_of_the_participants(service):
    operator = service.client(VUSAL, office=True)
    assert "Sertifikatlar" in operator.open(f"/office/service-entries/servants/{service.servant}/new", expect=200).words
    there = f"/office/service-entries/servants/{service.servant}/new"
    operator.open(f"{there}/leave", expect=403)
    page = operator.open(f"{there}/certificate", expect=200)
    said = {"v_kind": "exam", "v_number": "S-1", "v_subject": "Test imtahanı", "valid_from": "01.06.2026"}
    answer = operator.submit(page, to=f"{there}/certificate", **said, expect=303)
    operator.submit(operator.open(answer.location), "/sign", expect=303)
    with transaction(read_only=True):
        row = db.session().scalar(select(ServicePaper))
    service.signed(row.public_id, row.request_id)
    (fact,) = service.record().of("certificate")
    assert (fact.origin, fact.content["number"]) == ("operator", "S-1")
    assert "Operatorun təqdimatları" in operator.open("/office/service-entries", expect=200).words
