"""Heads: who decides what, who is away and who stands in, who gets a case."""

from datetime import timedelta

import pytest

from tests.support.cases import actions, case_of
from webapp.audit.models import AuditEntry
from webapp.auth.api import account as account_of
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.workflow.services import assigning


def public_id_of(actor):
    with transaction(read_only=True):
        return account_of(actor.account_id).public_id


def give(world, public_id, actor):
    with transaction():
        assigning.assign(public_id, actor.account_id, actor=world.section)


def test_a_head_says_who_is_away_and_the_deputy_gets_the_cases(world, declared, enter):
    declared()
    public_id = world.applied()
    give(world, public_id, world.officer)
    officer, section = public_id_of(world.officer), public_id_of(world.section)
    client = enter("section")
    action = f"/office/cases/officers/{officer}"
    assert client.open("/office/cases/officers").link("Zaur") == action
    days = {"away_from": f"{today():%d.%m.%Y}", "away_to": f"{today() + timedelta(days=7):%d.%m.%Y}"}
    client.submit(client.open(action), action, **days, deputy=section, expect=303)
    assert case_of(public_id).assignee_id == world.section.account_id
    words = client.open("/office/cases/officers").words
    assert "İşdə deyil" in words
    assert "əvəz edən: Günel" in words
    page = client.open(action)
    assert page.form(action)["deputy"] == section
    assert page.form(action)["away_from"] == days["away_from"]
    with transaction(read_only=True) as session:
        entry = session.query(AuditEntry).filter_by(action="workflow.officer_set").one()
    assert (entry.object_type, entry.object_key) == ("workflow_officer", officer)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"away_from": "01.12.2026"}, "İlk və son günü birlikdə yazın."),
        ({"away_from": "05.12.2026", "away_to": "01.12.2026"}, "Son gün ilk gündən əvvəldir."),
        ({"away_from": "bazar", "away_to": "01.12.2026"}, "Tarixi gün, ay və il kimi yazın."),
    ],
)
def test_days_that_make_no_absence_are_said_and_kept_on_the_page(world, declared, enter, days, said):
    declared()
    client = enter("section")
    action = f"/office/cases/officers/{public_id_of(world.officer)}"
    page = client.submit(client.open(action), action, **days, expect=422)
    assert said in page.words
    with transaction(read_only=True):
        assert assigning.officer_rows() == []


def test_a_service_that_nobody_decides_is_said_on_the_list_and_on_the_case(world, declared, enter):
    declared()
    client = enter("section")
    for actor in (world.officer, world.section):
        action = f"/office/cases/officers/{public_id_of(actor)}"
        client.submit(client.open(action), action, kinds=["permits.taxi"], expect=303)
    assert "Baxan əməkdaş yoxdur" in client.open("/office/cases/officers").words
    public_id = world.applied()
    assert case_of(public_id).assignee_id is None
    assert "qərar verən əməkdaş bu gün yoxdur" in client.open(f"/office/cases/{public_id}").words


def test_a_head_gives_a_case_only_to_who_may_decide_it_and_is_there(world, declared, enter):
    declared()
    public_id = world.applied()
    give(world, public_id, world.officer)
    client = enter("section")
    page = client.open(f"/office/cases/{public_id}")
    action = f"/office/cases/{public_id}/assign"
    assert public_id_of(world.officer) not in page.text  # who has it already is not offered
    client.submit(page, action, officer=public_id_of(world.section), expect=303)
    assert case_of(public_id).assignee_id == world.section.account_id
    assert actions(public_id)[-1] == "assign"
    page = client.submit(client.open(f"/office/cases/{public_id}"), action, officer="", expect=422)
    assert "Əməkdaşı seçin." in page.words
    client.submit(client.open(f"/office/cases/{public_id}"), action, officer="made-up", expect=422)
    assert case_of(public_id).assignee_id == world.section.account_id


@pytest.mark.parametrize("part", ["officer", "auditor", "police", "head"])
def test_only_heads_divide_the_work(world, declared, enter, part):
    declared()
    public_id = world.applied()
    client = enter(part)
    client.open("/office/cases/officers", expect=403)
    client.open(f"/office/cases/officers/{public_id_of(world.officer)}", expect=403)
    token = client.open("/help").form()["csrf_token"]
    sent = {"csrf_token": token, "officer": public_id_of(world.officer)}
    client.open(f"/office/cases/{public_id}/assign", method="POST", data=sent, expect=403)


def test_somebody_without_a_post_is_no_officer(world, declared, enter):
    declared()
    enter("section").open(f"/office/cases/officers/{public_id_of(world.head)}", expect=404)


def test_the_least_busy_gets_the_next_case(world, declared):
    declared()
    first, second = world.applied(subject="a"), world.applied(subject="b")
    assert {case_of(first).assignee_id, case_of(second).assignee_id} == {
        world.officer.account_id,
        world.section.account_id,
    }
    with transaction(read_only=True):
        assert [one.load for one in assigning.officers()] == [1, 1]
