"""What somebody hostile, or only hasty, would try at the papers, corrections and proposals of the register."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.civil_service.changing.conftest import GUNEL, ILQAR, MEHRI, RENA
from tests.civil_service.changing.test_competitions import announced, registered
from tests.civil_service.changing.test_competitions import closed as competition_closed
from tests.civil_service.changing.test_correcting import filed, late, state
from tests.civil_service.changing.test_entering import LEAVE, given, papered, sign
from tests.civil_service.changing.test_governing import decided, owner, proposed
from tests.civil_service.conftest import new_body, of_body, post
from tests.support.jobs import run_jobs
from webapp.audit.api import views_of
from webapp.auth.api import account
from webapp.civil_service.competitions.errors import CompetitionWrong, OwnScores
from webapp.civil_service.competitions.running import score
from webapp.civil_service.correcting.answering import refuse
from webapp.civil_service.correcting.complaining import complain
from webapp.civil_service.correcting.errors import CorrectionStands, OwnCorrection
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.entering.drafting import give_up
from webapp.civil_service.entering.errors import TableRead
from webapp.civil_service.entering.models import ServiceChange, ServicePaper
from webapp.civil_service.entering.sheets import taking
from webapp.civil_service.entering.signing import ask_signature
from webapp.civil_service.errors import FactWrong, SingleFact
from webapp.civil_service.figures.execution import execution_on
from webapp.civil_service.gaps import exchange_impossible
from webapp.civil_service.governing.closing import propose_closing
from webapp.civil_service.governing.errors import ProposalWrong, ReadingOnly
from webapp.civil_service.governing.readers import grant
from webapp.civil_service.governing.rules import Extent
from webapp.civil_service.queries import body_by_id
from webapp.civil_service.services.recording import record_fact
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.notifications.models import Notice


def closed(service, extent=Extent.READING):
    with transaction():
        body = body_by_id(service.body_id)
        made = propose_closing(body.public_id, "", extent=extent, reason="Təhlükəsizlik", actor=service.operator)
        public_id = made.public_id
    decided(public_id, owner(service))
    return public_id


def moved(service):
    """Another body takes the servant over."""
    with transaction():
        other = new_body("Miqrasiya Xidməti", "9900070029")
        taken = post(other, date(2026, 2, 2), title="Məsləhətçi")
        record_fact(service.servant_id, taken, of_body(other), actor=SYSTEM, ends_previous=True)


def paper_row(public_id):
    with transaction(read_only=True):
        return db.session().scalar(select(ServicePaper).where(ServicePaper.public_id == public_id))


def test_a_body_that_may_only_read_signs_nothing_that_it_prepared_before(service):
    paper = papered(service, given())
    closed(service)
    with pytest.raises(ReadingOnly), transaction():
        ask_signature(paper, service.officer)
    with pytest.raises(ReadingOnly), transaction():
        give_up(paper, actor=service.officer)


def test_what_a_body_prepared_is_refused_when_the_servant_is_anothers_by_then(service):
    paper = papered(service, given())
    moved(service)
    sign(service, paper)
    assert paper_row(paper).state == "failed"
    assert service.record().of("training") == ()
    with transaction(read_only=True):
        assert "başqa orqan" in db.session().scalar(select(ServiceChange.refusal))


def test_a_fact_is_of_whom_signed_it_and_not_of_whom_drew_it_up(service):
    other = replace(service.officer, account_id=service.accounts[GUNEL], name="Günel Mustafayeva")
    paper = papered(replace_officer(service, other), given())
    sign(service, paper)
    (fact,) = service.record().of("training")
    with transaction(read_only=True):
        assert fact.entered_by == account(service.accounts[RENA]).full_name


def replace_officer(service, actor):
    class Another:
        officer, servant_id = actor, service.servant_id

    return Another


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"group": "rank", "content": {"rank": "generalissimo"}, **dict(list(LEAVE.items())[2:])}, "rank"),
        ({"valid_to": date(9999, 12, 31)}, "valid_to"),
        ({"valid_from": date(2300, 1, 1)}, "valid_from"),
        ({"order_number": "9" * 61}, "order_number"),
    ],
)
def test_what_no_order_can_say_is_refused(service, changes, field):
    with pytest.raises(FactWrong) as refused:
        papered(service, given(**changes))
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("version", ["99999999999", "9" * 5000, "٣", "-1", "0"])
def test_a_version_that_there_is_not_is_said_and_no_defect(service, version):
    officer = service.client(RENA)
    there = f"/cabinet/personnel/{service.servant}/facts/{service.post}"
    page = officer.open(there, expect=200)
    answer = officer.submit(page, to=there, version=version, reason="Səhv", v_title="Müdir")
    assert answer.status_code == 409


def test_a_second_identity_is_not_entered_while_the_exchange_is_impossible(service):
    with transaction():
        exchange_impossible("identity", None, reason="DİN cavab vermir", actor=service.operator)
    said = {"family_name": "Başqa", "given_name": "Adam", "sex": "m", "birthdate": "1990-01-01"}
    more = {"valid_from": date(2026, 1, 1), "content": said}
    with pytest.raises(SingleFact):
        papered(service, given("identity", **more), manual=True, reason="DİN cavab vermir")


def test_an_acceptance_that_is_never_signed_opens_the_way_to_the_operator(service):
    public_id = filed(service)
    accept(service, public_id)
    late(public_id)
    assert state(public_id) == "silent"
    assert "operatora" in service.client(ILQAR).open(f"/cabinet/service-corrections/{public_id}").words
    with transaction(read_only=True):
        row = db.session().scalar(select(ServicePaper))
    with transaction():
        request = ask_signature(row.public_id, service.officer)
    service.signed(row.public_id, request)
    assert state(public_id) == "corrected"


def accept(service, public_id):
    from tests.civil_service.changing.test_entering import order

    officer, there = service.client(RENA), f"/cabinet/personnel-corrections/{public_id}/accept"
    page = officer.open(there, expect=200)
    officer.submit(page, to=there, valid_from="01.03.2016", file=(order(), "emr.pdf"), expect=303)
    assert state(public_id) == "accepted"


def test_an_operator_who_does_not_answer_in_his_term_can_be_complained_about(service):
    public_id = filed(service)
    with transaction():
        row = db.session().scalar(select(ServiceCorrection).where(ServiceCorrection.public_id == public_id))
        row.state, row.why = "with_operator", "silent"
    with pytest.raises(CorrectionStands), transaction():
        complain(public_id, words="Cavab yoxdur.", actor=service.user)
    with transaction():
        row = db.session().scalar(select(ServiceCorrection).where(ServiceCorrection.public_id == public_id))
        row.due_on = today() - timedelta(days=1)
    servant = service.client(ILQAR)
    assert "Şikayət ver" in servant.open(f"/cabinet/service-corrections/{public_id}").words
    page = servant.open(f"/cabinet/service-corrections/{public_id}/complaint", expect=200)
    servant.submit(page, to=f"/cabinet/service-corrections/{public_id}/complaint", words="Cavab yoxdur.", expect=303)


def test_a_day_of_a_parameter_that_has_a_value_takes_no_second_one(service):
    decided(proposed(service), owner(service))
    second = proposed(service, value=13)
    with pytest.raises(ProposalWrong):
        decided(second, owner(service))
    decided(second, owner(service), agreed=False, words="Artıq var")


def test_consent_that_comes_after_the_day_changes_nothing_that_is_past(service, monkeypatch):
    public_id = proposed(service, days=1)
    monkeypatch.setattr("webapp.civil_service.governing.carrying.today", lambda: today() + timedelta(days=3))
    with pytest.raises(ProposalWrong):
        decided(public_id, owner(service))


def test_what_is_closed_is_not_closed_a_second_time(service):
    closed(service)
    with pytest.raises(ProposalWrong):
        closed(service, Extent.CLOSED)


def test_a_closed_body_sees_neither_its_figures_nor_its_tables(service):
    closed(service, Extent.CLOSED)
    officer = service.client(RENA)
    for address in ("/cabinet/personnel", "/cabinet/service-figures", "/cabinet/service-staff/ranks"):
        assert officer.open(address).status_code in {403, 404}, address


BAD = b"MZ\x90 no order at all"


def test_an_entry_whose_file_is_refused_leaves_no_paper_behind(service):
    officer, there = service.client(RENA), f"/cabinet/personnel/{service.servant}/new/training"
    said = {"v_subject": "Hüquq", "v_place": "DİA", "valid_from": "02.03.2026"}
    page = officer.open(there, expect=200)
    answer = officer.submit(page, to=there, **said, file=(BytesIO(BAD), "emr.pdf"))
    assert answer.status_code >= 400
    with transaction(read_only=True):
        assert db.session().scalar(select(ServicePaper.id)) is None
    officer.submit(page, to=there, **said, expect=303)


def test_a_correction_whose_proof_is_refused_is_not_filed(service):
    servant, there = service.client(ILQAR), f"/cabinet/service-corrections/new?entry={service.post}"
    said = {"right": "1 mart 2016", "words": "Əmrdə 1 martdır.", "field": "valid_from"}
    page = servant.open(there, expect=200)
    answer = servant.submit(page, to=there, **said, file=(BytesIO(BAD), "emr.pdf"))
    assert answer.status_code >= 400
    with transaction(read_only=True):
        assert db.session().scalar(select(ServiceCorrection.id)) is None
    servant.submit(page, to=there, **said, expect=303)


def test_an_acceptance_whose_order_is_refused_can_be_sent_again(service):
    public_id = filed(service)
    officer, there = service.client(RENA), f"/cabinet/personnel-corrections/{public_id}/accept"
    page = officer.open(there, expect=200)
    answer = officer.submit(page, to=there, valid_from="01.03.2016", file=(BytesIO(BAD), "emr.pdf"))
    assert answer.status_code >= 400
    assert state(public_id) == "with_body"
    accept(service, public_id)


def test_a_term_that_a_body_let_pass_is_counted_among_its_breaches(service):
    late(filed(service))
    with transaction(read_only=True):
        (found,) = execution_on(today(), service.body_id)
        before = execution_on(today() - timedelta(days=1), service.body_id)
    assert found.corrections_late == 1
    assert [one.corrections_late for one in before] == [0]


def test_a_body_orders_a_sealed_extract_of_its_own_servant_only(service, database, monkeypatch):
    monkeypatch.setattr("webapp.civil_service.jobs.seal_pdf", lambda pdf: pdf)
    officer, there = service.client(RENA), f"/cabinet/personnel/{service.servant}"
    answer = officer.submit(officer.open(there, expect=200), "/extracts", expect=303)
    with service.app.app_context():
        assert run_jobs(database, "civil_service.seal_extract") == 1
    page = officer.open(answer.location, expect=200)
    assert "Məlumatın sayı" in page.words
    assert officer.open(f"{answer.location.partition('?')[0]}/pdf", expect=200).data.startswith(b"%PDF")
    with transaction(read_only=True):
        assert "çıxarış" in str(views_of(ILQAR).rows[0].purpose)
        notice = db.session().scalar(select(Notice).where(Notice.template == "civil_service.extract_ready"))
    assert notice.params["servant"] == service.servant
    assert "Axundov" in officer.open(page.link("Yoxlama səhifəsi"), expect=200).words
    moved(service)
    officer.open(answer.location, expect=404)
    officer.open(f"{answer.location.partition('?')[0]}/pdf", expect=404)


def test_a_change_signed_after_all_ends_a_correction_that_was_refused_meanwhile(service):
    public_id = filed(service)
    accept(service, public_id)
    late(public_id)
    with transaction():
        refuse(public_id, reasons="Əmrdə 29 fevraldır.", actor=service.officer)
    with transaction(read_only=True):
        paper = db.session().scalar(select(ServicePaper.public_id))
    sign(service, paper)
    assert state(public_id) == "corrected"


def test_a_table_is_signed_when_it_is_read_whole(service, monkeypatch):
    monkeypatch.setattr(taking, "READ_AT_ONCE", 1)
    rows = [f"{ILQAR};Mövzu {n};DİA;;;02.03.2026;;;" for n in (1, 2)]
    text = "\n".join(["FİN;Mövzu;Təhsil müəssisəsi;Saatların sayı;Sənədin nömrəsi;Başlanğıc;Son gün;x;y", *rows])
    with transaction():
        table = taking.take(text.encode(), "t.csv", "training", actor=service.officer).public_id
    with transaction():
        assert taking.read_some(table)
        paper = db.session().scalar(select(ServicePaper.public_id))
    with pytest.raises(TableRead), transaction():
        ask_signature(paper, service.officer)
    with transaction():
        assert not taking.read_some(table)
    sign(service, paper)
    assert len(service.record().of("training")) == 2


@pytest.mark.parametrize("wrong", ["nonsense", "9" * 5000, "valid_from\x00"])
def test_a_field_that_the_group_has_not_is_no_claim(service, wrong):
    servant, there = service.client(ILQAR), f"/cabinet/service-corrections/new?entry={service.post}"
    page = servant.open(there, expect=200)
    answer = servant.submit(page, to=there, field=wrong, right="1 mart", words="Əmr")
    assert answer.status_code in {400, 422}


@pytest.mark.parametrize(
    "address",
    [
        "/cabinet/personnel?q=%00&status=%00&after=x",
        "/cabinet/personnel?q=a%00",
        "/cabinet/personnel?status=%00",
        "/cabinet/service-figures/report?is_body=%00&is_status=%00",
        "/cabinet/service-figures/report?is_rank=%00",
        "/cabinet/personnel/tables/%00",
        "/cabinet/personnel/papers?after=x",
    ],
)
def test_odd_addresses_are_no_defect(service, address):
    assert service.client(RENA).open(address).status_code < 500


def test_nobody_decides_about_a_correction_of_the_own_record(service):
    public_id = filed(service)
    himself = replace(service.officer, account_id=service.accounts[ILQAR], fin=ILQAR, name="İlqar Axundov")
    with pytest.raises(OwnCorrection), transaction():
        refuse(public_id, reasons="Belə qalsın.", actor=himself)
    assert state(public_id) == "with_body"


def test_an_official_who_is_a_candidate_does_not_write_the_own_scores(service):
    public_id = announced(service)
    candidate = registered(service, public_id)
    competition_closed(public_id)
    himself = replace(service.operator, account_id=service.accounts[ILQAR], fin=ILQAR)
    with pytest.raises(OwnScores), transaction():
        score(public_id, candidate, test=100, interview=50, actor=himself)
    with transaction():
        score(public_id, candidate, test=70, interview=40, actor=service.operator)


def test_choices_that_are_not_offered_are_said_to_be_wrong(service):
    with pytest.raises(CompetitionWrong):
        announced(service, post_class="a9")
    day = today()
    said = {"account": service.accounts[MEHRI], "purpose": "Audit", "document": "1", "valid_from": day, "valid_to": day}
    with pytest.raises(ProposalWrong) as refused, transaction():
        grant({**said, "kind": "friend"}, actor=service.operator)
    assert set(refused.value.fields) == {"kind"}
