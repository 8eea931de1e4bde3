"""A correction from the servant over the participant to the operator, with proof, answers, complaint and file."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select, text

from tests.civil_service.changing.conftest import GUNEL, ILQAR, RENA, VUSAL
from tests.civil_service.changing.test_entering import order
from webapp.civil_service.correcting.answering import lapse
from webapp.civil_service.correcting.complaining import answer, complain
from webapp.civil_service.correcting.errors import CorrectionWaits, DecidedYourself, NoSuchCorrection
from webapp.civil_service.correcting.filing import Claim, file_correction, withdraw
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.queries import own_correction
from webapp.civil_service.entering.models import ServicePaper
from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.permissions import OVERSEE
from webapp.civil_service.queries import fact
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.errors import NotFound
from webapp.core.transaction import transaction

OWN, BODY, OFFICE = "/cabinet/service-corrections", "/cabinet/personnel-corrections", "/office/service-corrections"


def filed(service, actor=None):
    with transaction():
        known = fact(service.servant_id, service.post)
        claim = Claim(group=known.group, fact=known, field="valid_from", right="1 mart 2016", words="Əmrdə 1 martdır.")
        return file_correction(claim, None, actor=actor or service.user).public_id


def state(public_id):
    with transaction(read_only=True):
        return db.session().scalar(select(ServiceCorrection.state).where(ServiceCorrection.public_id == public_id))


def late(public_id):
    """The participant's term is over."""
    with transaction() as session:
        found = session.scalar(select(ServiceCorrection).where(ServiceCorrection.public_id == public_id))
        found.due_on = today() - timedelta(days=1)
    with transaction():
        lapse(public_id)


def test_accepted_and_signed_the_record_has_a_new_version(service):
    servant, officer = service.client(ILQAR), service.client(RENA)
    page = servant.open(f"{OWN}/new?entry={service.post}", expect=200)
    assert "Statistika Komitəsi" in page.words
    answer = servant.submit(
        page,
        to=f"{OWN}/new?entry={service.post}",
        right="1 mart 2016",
        words="Əmrdə 1 martdır.",
        field="valid_from",
        expect=303,
    )
    public_id = answer.location.rsplit("/", 1)[1]
    assert "Orqan baxır" in servant.open(answer.location).words

    page = officer.open(f"{BODY}/{public_id}/accept", expect=200)
    answer = officer.submit(
        page, to=f"{BODY}/{public_id}/accept", valid_from="01.03.2016", file=(order(), "emr.pdf"), expect=303
    )
    assert state(public_id) == "accepted"
    paper = officer.open(answer.location)
    answer = officer.submit(paper, "/sign", expect=303)
    with transaction(read_only=True):
        row = db.session().scalar(select(ServicePaper))
    service.signed(row.public_id, row.request_id)

    assert state(public_id) == "corrected"
    (post,) = service.record().of("post")
    assert (post.version, f"{post.valid_from:%d.%m.%Y}", post.cause) == (2, "01.03.2016", "correction")
    assert "Qeyd düzəldildi" in servant.open(f"{OWN}/{public_id}").words


def test_refused_it_goes_to_the_operator_only_with_proof(service):
    public_id = filed(service)
    officer, servant, operator = service.client(RENA), service.client(ILQAR), service.client(VUSAL, office=True)
    operator.open(f"{OFFICE}/{public_id}", expect=404)
    page = officer.open(f"{BODY}/{public_id}/refuse")
    there = f"{BODY}/{public_id}/refuse"
    officer.submit(page, to=there, reasons="", expect=422)
    officer.submit(page, to=there, reasons="Əmrdə 29 fevraldır.", expect=303)
    assert "Əmrdə 29 fevraldır." in servant.open(f"{OWN}/{public_id}").words
    page = servant.open(f"{OWN}/{public_id}/operator")
    where = f"{OWN}/{public_id}/operator"
    without = servant.submit(page, to=where, words="Əmri əlavə edirəm.", expect=422)
    assert "Təsdiqedici sənədi" in without.words
    servant.submit(page, to=where, words="Əmri əlavə edirəm.", file=(order(), "emr.pdf"), expect=303)
    page = operator.open(f"{OFFICE}/{public_id}", expect=200)
    assert "emr.pdf" in page.words
    page = operator.open(f"{OFFICE}/{public_id}/refuse")
    operator.submit(page, to=f"{OFFICE}/{public_id}/refuse", reasons="Sənəd təsdiq etmir.", expect=303)
    assert state(public_id) == "rejected"
    assert "Şikayət ver" in servant.open(f"{OWN}/{public_id}").words


def test_silence_opens_the_way_and_the_owner_answers_the_complaint(service):
    public_id = filed(service)
    late(public_id)
    assert state(public_id) == "silent"
    with transaction():
        number = complain(public_id, words="Cavab verilmədi.", actor=service.user).public_id
    owner = service.client(GUNEL, office=True)
    page = owner.open(f"{OFFICE}/complaints/{number}", expect=200)
    there = f"{OFFICE}/complaints/{number}"
    owner.submit(page, to=there, outcome="upheld", answer="", expect=422)
    owner.submit(page, to=there, outcome="upheld", answer="Orqana göstəriş verildi.", expect=303)
    servant = service.client(ILQAR)
    assert "Orqana göstəriş verildi." in servant.open(f"{OWN}/{public_id}").words
    archive = ZipFile(BytesIO(servant.open(f"{OWN}/{public_id}/file.zip", expect=200).data))
    assert sorted(name.rsplit(".", 1)[1] for name in archive.namelist()) == ["json", "pdf"]


@pytest.mark.parametrize("who", ["decided_by", "account_id"])
def test_neither_who_decided_nor_whose_it_is_answers_the_complaint_not_even_past_the_services(service, who):
    public_id = filed(service)
    late(public_id)
    with transaction() as session:
        number = complain(public_id, words="Cavab verilmədi.", actor=service.user).public_id
        session.execute(text("UPDATE service_corrections SET decided_by = :it"), {"it": service.accounts[VUSAL]})
        account = getattr(session.scalars(select(ServiceCorrection)).one(), who)
    rights = frozenset({OVERSEE.code})
    with pytest.raises(DecidedYourself), transaction():
        answer(number, upheld=True, words="Əsaslıdır.", actor=Actor(account_id=account, name="X", rights=rights))
    said = "UPDATE service_complaints SET state = 'upheld', answer = 'x', answered_at = now(), answered_by = :it"
    with pytest.raises(DecidedYourself), transaction() as session:
        session.execute(text(said), {"it": account})


def test_anothers_correction_is_not_there(service):
    public_id = filed(service)
    for actor in (service.operator, service.officer):
        with transaction(read_only=True), pytest.raises(NoSuchCorrection):
            own_correction(public_id, actor)
    service.client(VUSAL).open(f"{OWN}/{public_id}", expect=404)
    service.client("5AYS3L1").open(f"{BODY}/{public_id}", expect=403)


def test_a_correction_of_anothers_record_cannot_be_begun(service):
    service.client(VUSAL).open(f"{OWN}/new?entry={service.post}", expect=403)
    with transaction(read_only=True), pytest.raises(NotFound):
        fact(service.servant_id + 1, service.post)


def test_one_open_correction_of_a_fact_and_a_new_one_after_it_was_taken_back(service):
    first = filed(service)
    with pytest.raises(CorrectionWaits):
        filed(service)
    with transaction():
        withdraw(first, actor=service.user)
    assert state(filed(service)) == "with_body"


def test_what_a_register_passed_goes_straight_to_the_operator_with_proof(service):
    servant = service.client(ILQAR)
    page = servant.open(f"{OWN}/new?group=education", expect=200)
    assert "birbaşa operatora" in page.words
    said = {"right": "Bakı Dövlət Universiteti, 2000", "words": "Diplom var."}
    servant.submit(page, to=f"{OWN}/new?group=education", **said, expect=422)
    servant.submit(page, to=f"{OWN}/new?group=education", **said, file=(order(), "diplom.pdf"), expect=303)
    with transaction(read_only=True):
        assert db.session().scalar(select(ServiceCorrection.why)) == "not_theirs"
    assert BY_CODE["vetting"].hidden is not None
    servant.open(f"{OWN}/new?group=vetting", expect=404)


def test_a_participant_reports_an_error_and_follows_it(service):
    officer, operator = service.client(RENA), service.client(VUSAL, office=True)
    page = officer.open("/cabinet/service-messages?kind=error")
    officer.submit(
        page, to="/cabinet/service-messages", subject="Ad səhvdir", words="İki qeyd eyni şəxsindir.", expect=303
    )
    with transaction(read_only=True) as session:
        told = session.execute(
            text("SELECT count(*) FROM notices WHERE template = 'civil_service.error_sent'")
        ).scalar()
    assert told == 2
    page = operator.open(f"{OFFICE}/messages?kind=error")
    link = page.link("Ad səhvdir")
    page = operator.open(link)
    operator.submit(page, to=link, outcome="accepted", answer="Birləşdirildi.", expect=303)
    assert "Birləşdirildi." in officer.open("/cabinet/service-messages").words


def test_confirmed_by_the_operator_what_a_register_passed_has_a_new_version(service):
    servant, operator = service.client(ILQAR), service.client(VUSAL, office=True)
    (known,) = service.record().of("identity")
    said = {
        "field": "birthplace",
        "right": "Şamaxı",
        "words": "Doğum haqqında şəhadətnamə.",
        "file": (order(), "s.pdf"),
    }
    page = servant.open(f"{OWN}/new?entry={known.entry}", expect=200)
    answer = servant.submit(page, to=f"{OWN}/new?entry={known.entry}", **said, expect=303)
    public_id = answer.location.rsplit("/", 1)[1]
    there = f"{OFFICE}/{public_id}/accept"
    answer = operator.submit(operator.open(there, expect=200), to=there, v_birthplace="Şamaxı", expect=303)
    paper = operator.open(answer.location, expect=200)
    operator.submit(paper, "/sign", expect=303)
    with transaction(read_only=True):
        row = db.session().scalar(select(ServicePaper))
    service.signed(row.public_id, row.request_id)
    assert state(public_id) == "corrected"
    (fact_now,) = service.record().of("identity")
    assert (fact_now.version, fact_now.content["birthplace"], fact_now.origin) == (2, "Şamaxı", "operator")


def test_a_paper_put_away_leaves_the_correction_open(service):
    public_id, officer = filed(service), service.client(RENA)
    there = f"{BODY}/{public_id}/accept"
    answer = officer.submit(officer.open(there), to=there, valid_from="01.03.2016", expect=303)
    paper = officer.open(answer.location)
    officer.submit(paper, "/withdraw", expect=303)
    assert state(public_id) == "with_body"
