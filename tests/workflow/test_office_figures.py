"""What the office looks back on: figures, the registration journal, lists as files."""

import csv
import io
from datetime import date, timedelta

import pytest

from tests.support.cases import approve, case_of
from webapp.audit.models import AuditEntry
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.workflow.figures import WorkingDays, figures_of
from webapp.workflow.models import Case


@pytest.fixture
def cases(world, declared):
    """One that was decided, one that is looked at, one of them that is late."""
    declared(about=lambda answers: f"={answers['purpose']['why']}")
    decided, looked_at, late = (world.applied(subject=subject) for subject in ("a", "b", "c"))
    approve(world, decided)
    with transaction() as session:
        session.query(Case).filter_by(public_id=late).update({"due_on": today() - timedelta(days=3)})
    return decided, looked_at, late


def test_figures_count_what_is_in_work_late_and_decided_in_time(cases):
    with transaction(read_only=True):
        (found,) = figures_of(["papers.certificate"])
    assert (found.in_work, found.late, found.decided, found.in_time, found.share) == (2, 1, 1, 1, 100)
    assert found.average == 0.0


def test_working_days_between_leave_out_the_weekend(database):
    friday, monday, wednesday = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 25)
    with transaction(read_only=True):
        days = WorkingDays([friday, wednesday])
    assert [days.between(friday, day) for day in (friday, monday, wednesday)] == [0, 1, 3]


def test_the_page_of_figures_names_services_with_cases_alone(cases, enter):
    page = enter("auditor").open("/office/cases/figures")
    assert "100%" in page.words
    assert page.link("Müraciət").startswith("/office/cases")
    assert len(page.all("tbody")[0].findall("tr")) == 1


def test_the_journal_lists_by_day_and_number(cases, enter):
    client = enter("officer")
    number = case_of(cases[1]).number
    assert number in client.open("/office/cases/journal").words
    day = f"{today():%d.%m.%Y}"
    assert number in client.open(f"/office/cases/journal?since={day}&until={day}").words
    assert number not in client.open(f"/office/cases/journal?until={today() - timedelta(days=1):%d.%m.%Y}").words
    page = client.open(f"/office/cases/journal?number={number}")
    assert [case_of(one).number in page.words for one in cases] == [False, True, False]
    assert "Tarixi gün" in client.open("/office/cases/journal?since=bazar").words


def test_a_list_as_a_file_is_kept_in_the_audit_and_holds_no_formula(world, cases, enter):
    client = enter("section")
    href = client.open("/office/cases?whose=late").link("CSV")
    answer = client.open(href)
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert (row["number"], row["about"], row["state"]) == (case_of(cases[2]).number, "'=repair", "Baxılır")
    assert world.head.fin not in answer.text
    with transaction(read_only=True) as session:
        entry = session.query(AuditEntry).filter_by(action="workflow.exported").one()
    assert (entry.object_type, entry.object_key) == ("workflow_queue", "late")


def test_a_searched_list_as_a_file_holds_what_was_found(cases, enter):
    answer = enter("section").open("/office/cases/list.csv?q=repair")
    assert {row["number"] for row in csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))} == {
        case_of(one).number for one in cases
    }


@pytest.mark.parametrize(
    ("part", "path"),
    [
        *((part, path) for part in ("head", "stranger", "police") for path in ("figures", "journal", "list.csv")),
        ("officer", "list.csv"),
        ("auditor", "list.csv"),
    ],
)
def test_others_look_back_on_nothing(cases, enter, part, path):
    enter(part).open(f"/office/cases/{path}", expect=403)


def test_the_menu_counts_what_an_officer_has_in_hand(world, cases, enter):
    mine = sum(case_of(one).assignee_id == world.officer.account_id for one in cases[1:])
    page = enter("officer").open("/office")
    counted = [link for link in page.all("a") if link.get("href") == "/office/cases"]
    assert mine
    assert "".join(counted[0].itertext()).strip() == f"Müraciətlər{mine}"
