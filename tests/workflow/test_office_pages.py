"""The officers' pages: the queue, a case with its doubts first, decisions with the version that was seen."""

import pytest

from tests.support.cases import SAID, case_of
from webapp.audit.models import AuditEntry
from webapp.core.transaction import transaction
from webapp.ehis.errors import RegisterUnavailable
from webapp.workflow.models import Step
from webapp.workflow.offer import Automatic, Finding, Verdict

DIFFERS = [Finding(verdict=Verdict.DIFFERS, stated="aktiv", found="bağlı", place="purpose.why", source="DVX")]


def test_the_queue_leads_to_a_case_and_the_case_to_its_decision(world, declared, enter):
    declared()
    world.register.says["debts"] = DIFFERS
    public_id = world.applied()
    client = enter("officer")
    page = client.open("/office/cases?whose=all")
    assert case_of(public_id).number in page.words
    page = client.open(f"/office/cases/{public_id}")
    assert "bağlı" in page.words
    assert "Uyğun yoxlamalar: 1" in page.words

    client.submit(client.open(f"/office/cases/{public_id}/approve"), f"/office/cases/{public_id}/approve")
    assert case_of(public_id).state == "issued"


def test_what_stands_in_the_way_leaves_no_button_to_approve(world, declared, enter):
    declared()
    world.register.says["taxpayer"] = DIFFERS
    public_id = world.applied()
    page = enter("officer").open(f"/office/cases/{public_id}")
    assert "Məcburi yoxlama müsbət deyil" in page.words
    assert f"/office/cases/{public_id}/approve" not in page.text


def test_a_return_marks_places_keeps_what_was_typed_and_wants_one_place(world, declared, enter):
    declared()
    public_id = world.applied()
    client = enter("officer")
    action = f"/office/cases/{public_id}/return"
    page = client.open(action)
    page = client.submit(page, action, ground="unclear", advice="Günləri düzəldin", expect=422)
    assert "Düzəliş tələb edən yeri göstərin." in page.words
    assert "Günləri düzəldin" in page.text
    client.submit(page, action, places=["purpose.days"], ground="unclear", advice="Günləri düzəldin")
    assert case_of(public_id).state == "returned"


def test_a_refusal_offers_only_the_grounds_of_the_definition(world, declared, enter):
    declared()
    public_id = world.applied()
    client = enter("officer")
    action = f"/office/cases/{public_id}/refuse"
    page = client.open(action)
    page = client.submit(page, action, ground="mood", reason="x", expect=422)
    client.submit(page, action, ground="unfit", reason="Şərtə uyğun deyil")
    assert (case_of(public_id).state, case_of(public_id).ground) == ("refused", "unfit")


def test_of_two_officers_the_second_reads_that_it_changed(world, declared, enter):
    declared()
    public_id = world.applied()
    first, second = enter("officer"), enter("section")
    action = f"/office/cases/{public_id}/approve"
    seen = second.open(action)
    first.submit(first.open(action), action)
    second.submit(seen, action, expect=409)
    assert case_of(public_id).state == "issued"
    assert len(world.register.effects) == 1


def test_an_officer_goes_on_without_a_silent_register(world, declared, enter):
    declared()
    world.register.says["taxpayer"] = RegisterUnavailable("timeout")
    public_id = world.applied()
    client = enter("officer")
    action = f"/office/cases/{public_id}/take-up"
    client.submit(client.open(f"/office/cases/{public_id}"), action)
    assert case_of(public_id).state == "in_review"


def test_a_note_is_the_offices_own(world, declared, enter):
    declared()
    public_id = world.applied()
    client = enter("officer")
    page = client.open(f"/office/cases/{public_id}")
    client.submit(page, f"/office/cases/{public_id}/note", text="Zəng edildi")
    assert "Zəng edildi" in enter("section").open(f"/office/cases/{public_id}").words
    assert "Zəng edildi" not in enter("head").open(f"/cabinet/applications/{public_id}").text


def test_every_look_is_kept(world, declared, enter):
    declared()
    public_id = world.applied()
    enter("officer").open(f"/office/cases/{public_id}")
    with transaction(read_only=True) as session:
        seen = session.query(AuditEntry).filter_by(object_key=public_id, action="viewed").count()
    assert seen == 1


@pytest.mark.parametrize("path", ["", "/{id}", "/{id}/return", "/{id}/refuse", "/{id}/approve", "/{id}/file"])
def test_a_carrier_sees_nothing_of_the_office(world, declared, enter, path):
    declared()
    public_id = world.applied()
    enter("head").open(f"/office/cases{path.format(id=public_id)}", expect=403)


def test_a_draft_is_the_applicants_own(world, declared, enter):
    from tests.support.cases import filled

    declared()
    enter("officer").open(f"/office/cases/{filled(world.head)}", expect=404)


@pytest.mark.parametrize("q", ["9900010101", "xezer", "repair", "26-000001", "26000001"])
def test_a_case_is_found_by_number_voen_name_and_subject(world, declared, enter, q):
    declared()
    public_id = world.applied()
    assert public_id in enter("section").open(f"/office/cases?q={q}").text
    assert public_id not in enter("section").open("/office/cases?q=bazar").text


def test_the_original_is_wanted_only_where_a_register_is_silent_or_knows_nothing(world, declared, enter):
    declared()
    public_id = world.applied()
    client = enter("officer")
    action = f"/office/cases/{public_id}/return"
    page = client.open(action)
    assert 'name="original"' not in page.text
    told = {"places": ["purpose.days"], "ground": "unclear", "advice": "Günləri düzəldin"}
    client.submit(page, action, **told, original="y", expect=409)
    assert case_of(public_id).state == "in_review"


def test_a_wanted_original_is_kept_with_the_register_that_did_not_answer(world, declared, enter):
    declared()
    world.register.says["debts"] = [Finding(verdict=Verdict.ABSENT)]
    public_id = world.applied()
    client = enter("officer")
    action = f"/office/cases/{public_id}/return"
    told = {"places": ["purpose.days"], "ground": "unclear", "advice": "Günləri düzəldin"}
    client.submit(client.open(action), action, **told, original="y", expect=303)
    assert "sənədin əslini" in enter("head").open(f"/cabinet/applications/{public_id}").words
    with transaction(read_only=True) as session:
        step = session.query(Step).filter_by(action="return").one()
    assert step.detail["original_for"] == ["debts"]


def test_a_word_that_is_rare_among_the_newest_is_found_all_the_same(world, declared, enter, monkeypatch):
    declared(about=lambda answers: "təmir" if answers["purpose"]["days"] == 4 else "satış")
    first = world.applied(subject="a", said={**SAID, "purpose": {"why": "repair", "days": 4}})
    world.applied(subject="b")
    monkeypatch.setattr("webapp.workflow.queue.NEWEST", 1)
    page = enter("section").open("/office/cases?q=temir")
    assert first in page.text
    assert first not in enter("section").open("/office/cases?q=satis").text


def test_an_auditor_reads_and_has_no_button(world, declared, enter):
    declared()
    public_id = world.applied()
    client = enter("auditor")
    page = client.open(f"/office/cases/{public_id}", expect=200)
    ours = [form.get("action") for form in page.all("form") if "/office/cases" in (form.get("action") or "")]
    assert ours == []
    client.open(f"/office/cases/{public_id}/approve", expect=403)


def test_where_only_an_officer_decides_agreement_is_no_doubt(world, declared, enter):
    declared(course={"automatic": Automatic.NEVER})
    page = enter("officer").open(f"/office/cases/{world.applied()}")
    assert "qərarı əməkdaş verir" in page.words
    assert "Şübhəli sətirlər" not in page.text
