"""Length and rank of somebody in the register: from the facts of the record to the pages, and what is told once."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.civil_service.conftest import PAPER, SOURCE, identity, new_body, of_body, post
from tests.support.jobs import run_jobs
from tests.support.people import sign_in
from webapp.auth.persons import Listed
from webapp.cabinets.api import ensure_party
from webapp.civil_service.length.calendar import Span
from webapp.civil_service.length.record import length_of
from webapp.civil_service.length.rules import Kind, Reason
from webapp.civil_service.queries import bodies, servant_by_id
from webapp.civil_service.ranks import reckoning, telling
from webapp.civil_service.ranks.events import RankDue, StaffRanksDue
from webapp.civil_service.ranks.models import RankOutlook
from webapp.civil_service.ranks.queries import due_count, due_ranks
from webapp.civil_service.ranks.reckoning import reckon
from webapp.civil_service.ranks.record import eligibility_of, law_on
from webapp.civil_service.ranks.rules import Lack
from webapp.civil_service.services.recording import record_fact
from webapp.civil_service.services.registering import register_servant
from webapp.civil_service.values import Given
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.transaction import transaction

ON = date(2026, 11, 22)
ENTERED = date(2022, 11, 1)


def told(group, since, until=None, **content):
    return Given(group=group, content=content, valid_from=since, valid_to=until, **PAPER)


@pytest.fixture
def at_work(app, database):
    """Somebody with a post on trial first, leaves, conscript service before it and a rank."""
    with transaction():
        body = new_body()
        servant = register_servant("4LQR2J5", identity(), SOURCE, actor=SYSTEM)

        def recorded(given, entered=None):
            return record_fact(servant.id, given, entered or of_body(body), actor=SYSTEM)

        recorded(post(body, ENTERED, post_class="a7", admission="probation", probation_until="2023-01-31"))
        recorded(told("leave", date(2024, 7, 1), date(2024, 7, 31), kind="unpaid"))
        recorded(told("leave", date(2024, 8, 1), date(2024, 8, 10), kind="annual"))
        recorded(told("rank", ENTERED, rank="junior"))
        recorded(told("military", date(2000, 7, 1), date(2001, 6, 30), kind="conscript"), SOURCE)
        return servant.id


def test_the_facts_of_a_record_make_its_length(at_work):
    with transaction():
        found = length_of(at_work, ON)
    assert found.span == Span(3, 11, 22)
    said = {line.period.kind: line.reason for line in found.lines}
    assert said == {
        Kind.CONSCRIPTION: Reason.NO_SERVICE_BEFORE,
        Kind.PROBATION: Reason.COUNTED,
        Kind.POST: Reason.PARTLY_TAKEN,
        Kind.UNPAID_LEAVE: Reason.TAKES,
        Kind.PAID_LEAVE: Reason.IN_ANOTHER,
    }


def test_a_rank_is_due_after_its_years_and_not_while_a_measure_is_in_force(at_work):
    with transaction():
        assert eligibility_of(at_work, ON).due
        body = bodies()[0]
        record_fact(at_work, told("discipline", date(2026, 5, 4), name="töhmət"), of_body(body), actor=SYSTEM)
        found = eligibility_of(at_work, ON)
    assert [(one.lack, one.until) for one in found.missing] == [(Lack.DISCIPLINE, date(2027, 5, 3))]
    assert found.due_on == date(2027, 5, 4)


def test_a_changed_record_is_reckoned_anew_and_a_due_rank_is_told_once(at_work, database, monkeypatch):
    heard = []
    monkeypatch.setattr(reckoning, "publish", heard.append)
    assert run_jobs(database, "civil_service.reckon_ranks") == 1
    with transaction():
        outlook = db.session().get_one(RankOutlook, at_work)
        assert (outlook.rank_now, outlook.rank_next, outlook.due_on) == ("junior", "third", date(2026, 11, 1))
        page, servants = due_ranks(today())
        assert [servants[row.servant_id].full_name for row in page.rows] == ["Axundov İlqar Cavad oğlu"]
        assert (due_count(today(), body_id=outlook.body_id), due_count(date(2026, 10, 31))) == (1, 0)
        due = RankDue(servant_id=at_work, rank="third")
        assert heard == [due, StaffRanksDue(body_id=outlook.body_id, due=(due,))]
    reckoning.reckon_all.run(0)
    assert len(heard) == 2


def test_who_left_is_in_no_list(at_work):
    with transaction():
        reckon([at_work], law_on(ON))
        assert len(due_ranks(ON)[0].rows) == 1
        reckon([at_work], law_on(ENTERED - timedelta(days=1)))
        assert not due_ranks(ON)[0].rows


def test_one_reads_ones_own_length_and_rank_and_a_stranger_has_none(at_work, client, database):
    sign_in(client, "4LQR2J5")
    page = client.open("/cabinet/service/length?on=22.11.2026", expect=200)
    assert "3 il 11 ay 22 gün" in page.words
    assert "Statistika Komitəsi" in page.words
    assert client.open("/cabinet/service/length?on=x", expect=200)
    assert "3-cü dərəcə dövlət qulluqçusu" in client.open("/cabinet/service/rank", expect=200).words
    sign_in(client, "7LYL5H2")
    assert "Reyestrdə sizin qeydiniz yoxdur" in client.open("/cabinet/service/length", expect=200).words
    assert client.open("/office/service-ranks").status_code == 403
    assert client.open("/cabinet/service-staff/ranks").status_code in {403, 404}


def test_whose_rank_is_due_hears_of_it_with_the_body_that_gives_it(at_work, client, database, monkeypatch):
    sent = []
    monkeypatch.setattr(telling, "notify_account", lambda *words, **more: sent.append((words[1], more["rank"])))
    monkeypatch.setattr(telling, "notify_party", lambda *words, **more: sent.append((words[1], more["name"])))
    sign_in(client, "4LQR2J5")
    with transaction():
        bodies()[0].party_id = 77
        reckon([at_work], law_on(ON))
        reckon([at_work], law_on(ON))
    assert sent == [
        ("civil_service.rank_due", "3-cü dərəcə dövlət qulluqçusu"),
        ("civil_service.staff_rank_due", "Axundov İlqar Cavad oğlu"),
    ]


def test_a_body_hears_of_many_ranks_in_one_notice(app, monkeypatch):
    sent = []
    monkeypatch.setattr(telling, "notify_party", lambda *words, **more: sent.append((words, more)))
    monkeypatch.setattr(telling, "body_by_id", lambda _id: SimpleNamespace(party_id=77))
    due = tuple(RankDue(servant_id=one, rank="third") for one in (1, 2, 3))
    telling.tell_the_body.run(StaffRanksDue(body_id=1, due=due))
    assert sent == [((77, "civil_service.staff_ranks_due"), {"permission": telling.STAFF, "count": 3})]


def test_an_official_reads_the_length_while_the_record_is_open(at_work, client, database):
    sign_in(client, "6VSL3G4", office=True)
    with transaction():
        public_id = servant_by_id(at_work).public_id
        reckon([at_work], law_on(ON), tell=False)
    here = f"/office/service/{public_id}"
    assert client.open(f"{here}/length").location.endswith("/open")
    client.submit(client.open(f"{here}/open", expect=200), "/open", purpose="personnel")
    assert "Sayılan günlər" in client.open(f"{here}/length?on=22.11.2026", expect=200).words
    assert "Növbəti dərəcə" in client.open(here, expect=200).words
    assert "Axundov" in client.open("/office/service-ranks?days=365", expect=200).words


def test_a_personnel_officer_sees_whose_rank_is_due_in_the_own_body_alone(at_work, client, database):
    with transaction():
        party = ensure_party("state", "9900070011", name="Statistika Komitəsi", source="AZ/GOV/DVX", as_of=now())
        bodies()[0].party_id = party.id
        reckon([at_work], law_on(ON), tell=False)
        public_id = servant_by_id(at_work).public_id
    kept = {"has_stamp": True, "kind": "state", "number": "AZ-S-1", "valid_to": date(2030, 1, 1)}
    listed = Listed("9900070011", "Statistika Komitəsi", "Kadrlar şöbəsinin müdiri", **kept)
    sign_in(client, "8RNA7X9", party=party.id, certificates=[listed])
    page = client.open("/cabinet/service-staff/ranks?days=365", expect=200)
    person = client.open(page.link("Axundov"), expect=200)
    assert "3-cü dərəcə dövlət qulluqçusu" in person.words
    assert "Hər dövr" in person.words
    assert client.open("/cabinet/service-figures", expect=200).link("Hesabat")
    with transaction():
        bodies()[0].party_id = None
        new_body("Başqa Agentlik", "9900070037").party_id = party.id
    assert client.open(f"/cabinet/service-staff/ranks/{public_id}").status_code == 404


def test_the_office_reads_every_row_of_the_law_and_which_are_assumed(client, database):
    sign_in(client, "6VSL3G4", office=True)
    page = client.open("/office/service-ranks/law", expect=200)
    assert "10 il; bu təsnifatın vəzifələrində: 3 il" in page.words
    assert "Fərz edilib" in page.words
