"""The record against its sources: what they say is taken over, compared, listed, or left when they are silent."""

from dataclasses import replace
from datetime import date

import pytest

from tests.civil_service.record.conftest import ILQAR, RENA, VUSAL
from tests.support.exchange import Asking
from tests.support.jobs import run_jobs, waiting_jobs
from webapp.audit.api import views_of
from webapp.civil_service.errors import FactChanged
from webapp.civil_service.exchange import refreshing
from webapp.civil_service.exchange.asking import Told
from webapp.civil_service.exchange.comparing import compared
from webapp.civil_service.exchange.jobs import refresh_all
from webapp.civil_service.exchange.mismatches import open_mismatches, settle_mismatch
from webapp.civil_service.exchange.overview import answers_about
from webapp.civil_service.gaps import exchange_impossible, gaps
from webapp.civil_service.groups import Origin
from webapp.civil_service.permissions import EXCHANGE
from webapp.civil_service.services.recording import given_of, record_fact, revise_fact
from webapp.civil_service.values import Entered, Given
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.ehis.errors import NotInRegister, RegisterUnavailable

OPERATOR = Actor(account_id=1, name="Vüsal Qasımov", fin=VUSAL, rights=frozenset({EXCHANGE.code}))


def told(given, key=None, source="AZ/GOV/TEHSIL"):
    return Told(key or str(given.content.get("diploma", given.group)), given, source, now())


def diploma(number="B-104417", **changes):
    content = {"level": "bachelor", "institution": "Azərbaycan Texniki Universiteti", "diploma": number, **changes}
    return Given(group="education", content=content, valid_from=date(1995, 9, 1), valid_to=date(1999, 6, 30))


@pytest.fixture
def sources(monkeypatch):
    """What each source answers: a list, or the error that it raises."""
    answers = {"identity": NotInRegister(), "education": [], "outside": []}

    def answering(group):
        def ask(_asked):
            found = answers[group]
            if isinstance(found, Exception):
                raise found
            return found

        return ask

    monkeypatch.setattr(refreshing, "SOURCES", {group: answering(group) for group in answers})
    return answers


def refreshed(register):
    with register.app.app_context():
        return refreshing.refresh(register.ilqar_id)


def test_a_new_answer_is_the_next_version_and_what_stood_stays_readable(register, sources):
    sources["education"] = [told(diploma(speciality="Nəqliyyat mühəndisliyi"))]
    assert refreshed(register)["education"] == "changed"
    (fact,) = register.record().of("education")
    assert (fact.version, fact.cause, fact.content["speciality"]) == (2, "refresh", "Nəqliyyat mühəndisliyi")
    assert refreshed(register)["education"] == "same"
    assert register.record().of("education")[0].version == 2


def test_a_silent_source_changes_nothing_and_is_noted(register, sources):
    before = register.record().of("education")
    sources["education"] = RegisterUnavailable("timeout")
    assert refreshed(register) == {"identity": "absent", "education": "silent", "outside": "same"}
    assert register.record().of("education") == before
    with transaction(read_only=True):
        noted = {row.group_code: (row.outcome, row.answered_at is None) for row in answers_about(register.ilqar_id)}
    assert noted["education"] == ("silent", True)
    assert noted["outside"] == ("same", False)


def test_what_a_source_has_no_more_is_listed_and_not_struck_out(register, sources):
    refreshed(register)
    assert len(register.record().of("education")) == 1
    page = register.client(VUSAL, office=True).open("/office/service-exchange/mismatches", expect=200)
    assert "mənbədə yoxdur" in page.words


def test_what_the_operator_corrected_stays_and_the_source_is_told_by_the_list(register, sources):
    fact = register.record().of("education")[0]
    with register.app.app_context(), transaction():
        said = Entered(origin=Origin.OPERATOR, source="DIM", by="Vüsal Qasımov", reason="diplomun əslində belədir")
        given = given_of(fact, content={**fact.content, "speciality": "Yükdaşımaların təşkili"})
        revise_fact(register.ilqar_id, fact.entry, given, said, actor=SYSTEM)
    sources["education"] = [told(diploma(speciality="Başqa ixtisas"))]
    assert refreshed(register)["education"] == "differs"
    assert register.record().of("education")[0].content["speciality"] == "Yükdaşımaların təşkili"
    client = register.client(VUSAL, office=True)
    listed = client.open("/office/service-exchange/mismatches", expect=200)
    page = client.open(listed.link("Axundov"), expect=200)
    assert "Başqa ixtisas" in page.words
    assert "Bu sahəni doldurun" in client.submit(page, to=page.request.path, decision="theirs", expect=422).words
    client.submit(page, to=page.request.path, decision="theirs", reason="Mənbə düzəldib.", expect=303)
    assert register.record().of("education")[0].content["speciality"] == "Başqa ixtisas"
    client.open(page.request.path, expect=404)


def test_a_mismatch_that_the_source_put_right_leaves_the_list_by_itself(register, sources):
    refreshed(register)
    sources["education"] = [told(diploma(speciality="Nəqliyyatda daşımaların təşkili"))]
    refreshed(register)
    with transaction(read_only=True):
        assert [row.entry for row, _servant in open_mismatches().rows] == []


def test_what_was_typed_for_want_of_exchange_is_replaced_when_the_source_answers(register, sources):
    with register.app.app_context(), transaction():
        exchange_impossible("education", None, reason="xidmət dayanıb", actor=OPERATOR)
        said = Entered(origin=Origin.PARTICIPANT, source="Nazirlik", by="Rəna", manual=True, reason="xidmət dayanıb")
        record_fact(register.ilqar_id, diploma("M-77"), said, actor=SYSTEM)
    sources["education"] = [told(diploma("M-77")), told(diploma(speciality="Nəqliyyatda daşımaların təşkili"))]
    refreshed(register)
    typed = next(one for one in register.record().of("education") if one.content["diploma"] == "M-77")
    assert (typed.origin, typed.manual, typed.version) == (Origin.EHIS, False, 2)


def test_fields_days_and_missing_facts_are_compared_by_the_key_of_the_source(register):
    facts = register.record().of("education")
    later = replace(diploma(), valid_to=date(1999, 7, 1))
    met = compared(facts, [told(later), told(diploma("B-2"))])
    assert [(one.fact is not None, one.told is not None) for one in met] == [(True, True), (False, True)]
    assert [one.field for one in met[0].differences] == ["valid_to"]
    assert [one.told for one in compared(facts, [])] == [None]


def test_the_operator_records_that_exchange_is_impossible_and_that_it_works_again(register):
    client = register.client(VUSAL, office=True)
    page = client.open("/office/service-exchange/gaps/new", expect=200)
    assert "Səbəbi yazın" in client.submit(page, to=page.request.path, reason="", expect=422).words
    client.submit(page, to=page.request.path, group_code="education", reason="Xidmət yenilənir.", expect=303)
    overview = client.open("/office/service-exchange", expect=200)
    assert "Xidmət yenilənir." in overview.words
    with transaction(read_only=True):
        row = next(one for one in gaps() if one.reason == "Xidmət yenilənir.")
    client.submit(overview, f"/gaps/{row.public_id}/end", expect=303)
    assert client.post(f"/office/service-exchange/gaps/{row.public_id}/end").status_code in {400, 404}


def test_participants_and_citizens_do_not_steer_the_exchange(register):
    for path in (
        "/office/service-exchange",
        "/office/service-exchange/mismatches",
        "/office/service-exchange/gaps/new",
    ):
        register.client(RENA).open(path, expect=403)
    with register.app.app_context(), transaction(read_only=True), pytest.raises(Forbidden):
        settle_mismatch("x", theirs=True, reason="x", actor=Actor(account_id=2))


def test_another_body_asks_for_a_servants_posts_over_the_exchange(register):
    asking = Asking()
    status, said = asking.rest("servantRecord", fin=ILQAR)
    assert status == 200
    assert said["status"] == "in_service"
    assert said["post"][1]["title"] == "Sektor müdiri"
    asking.soap("servantRecord", fin=ILQAR)
    assert asking.rest("servantRecord", fin="5AYS3L1")[0] == 404


def test_every_night_everybody_who_serves_is_asked_about_in_a_job_each(register, database):
    with register.app.app_context():
        refresh_all.run(timestamp=0)
        run_jobs(database, "civil_service.refresh_some")
    waiting = waiting_jobs(database, "civil_service.refresh_servant")
    assert len(waiting) > 100
    assert all(set(one) == {"servant_id"} for one in waiting)


def test_without_an_official_in_whose_name_is_asked_nobody_is(register, database):
    database.connection.cursor().execute("DELETE FROM ehis_named_officials WHERE purpose = 'civil_service'")
    with register.app.app_context():
        refresh_all.run(timestamp=0)
        run_jobs(database, "civil_service.refresh_some")
    assert waiting_jobs(database, "civil_service.refresh_servant") == []


def corrected(register, speciality="Yükdaşımaların təşkili"):
    fact = register.record().of("education")[0]
    with register.app.app_context(), transaction():
        said = Entered(origin=Origin.OPERATOR, source="DIM", by="Vüsal Qasımov", reason="diplomun əslində belədir")
        given = given_of(fact, content={**fact.content, "speciality": speciality})
        revise_fact(register.ilqar_id, fact.entry, given, said, actor=SYSTEM)


def listed():
    with transaction(read_only=True):
        return [(row.public_id, row.theirs) for row, _servant in open_mismatches().rows if row.field == "speciality"]


def settled(register, public_id, *, theirs):
    with register.app.app_context(), transaction():
        settle_mismatch(public_id, theirs=theirs, reason="Əslinə baxıldı.", actor=OPERATOR)


def test_what_the_operator_kept_is_listed_again_only_when_something_changed(register, sources):
    corrected(register)
    for word in ("Başqa ixtisas", "Yeni ixtisas"):
        sources["education"] = [told(diploma(speciality=word))]
        refreshed(register)
    ((public_id, theirs),) = listed()
    assert theirs == "Yeni ixtisas"
    settled(register, public_id, theirs=False)
    refreshed(register)
    assert listed() == []
    sources["education"] = [told(diploma(speciality="Üçüncü ixtisas"))]
    refreshed(register)
    assert [theirs for _id, theirs in listed()] == ["Üçüncü ixtisas"]


def test_a_correction_made_after_the_mismatch_was_listed_is_not_written_over(register, sources):
    corrected(register)
    sources["education"] = [told(diploma(speciality="Başqa ixtisas"))]
    refreshed(register)
    ((public_id, _theirs),) = listed()
    corrected(register, "Daşımaların idarə edilməsi")
    with pytest.raises(FactChanged):
        settled(register, public_id, theirs=True)


def test_who_looks_at_a_mismatch_is_told_to_the_servant(register, sources):
    corrected(register)
    sources["education"] = [told(diploma(speciality="Başqa ixtisas"))]
    refreshed(register)
    client = register.client(VUSAL, office=True)
    client.open(client.open("/office/service-exchange/mismatches", expect=200).link("Axundov"), expect=200)
    with transaction(read_only=True):
        looks = views_of(ILQAR).rows
    assert "tutuşdurulması" in str(looks[0].purpose)


def test_what_is_taken_from_the_source_is_its_own_from_then_on_and_follows_it(register, sources):
    corrected(register)
    sources["education"] = [told(diploma(speciality="Başqa ixtisas"))]
    refreshed(register)
    ((public_id, _theirs),) = listed()
    settled(register, public_id, theirs=True)
    fact = register.record().of("education")[0]
    assert (fact.origin, fact.source, fact.entered_by) == (Origin.EHIS, "AZ/GOV/TEHSIL", OPERATOR.name)
    words = register.client(ILQAR).open("/cabinet/service?all=1", expect=200).words
    assert "təsdiq edib: Vüsal Qasımov" in words
    sources["education"] = [told(diploma(speciality="Üçüncü ixtisas"))]
    assert refreshed(register)["education"] == "changed"
    assert register.record().of("education")[0].content["speciality"] == "Üçüncü ixtisas"
    assert listed() == []


@pytest.mark.parametrize("looked_at", [False, True])
def test_a_fact_of_which_another_field_was_not_taken_stays_the_operators(register, sources, looked_at):
    corrected(register)
    sources["education"] = [told(diploma(speciality="Başqa ixtisas", institution="Başqa universitet"))]
    refreshed(register)
    with transaction(read_only=True):
        by_field = {row.field: row.public_id for row, _servant in open_mismatches().rows}
    if looked_at:
        settled(register, by_field["institution"], theirs=False)
    settled(register, by_field["speciality"], theirs=True)
    fact = register.record().of("education")[0]
    assert (fact.origin, fact.content["institution"]) == (Origin.OPERATOR, "Azərbaycan Texniki Universiteti")
    refreshed(register)
    assert register.record().of("education")[0].content["institution"] == "Azərbaycan Texniki Universiteti"
