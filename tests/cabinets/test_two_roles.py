"""Two windows, two roles: what was filled in for one party is never sent for another."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select, text

from tests.support.cabinets import GOYCHAY, KHAZAR, LEYLA, party_id, public_id
from tests.support.people import certificates_of, sign_in
from webapp.auth.models import ParkedForm
from webapp.cabinets.models import DataReport
from webapp.core.transaction import transaction
from webapp.waybills.models import Waybill

ORGANISATION, REPORT = "/cabinet/me/report?about=organisation", "Ünvan köhnədir."


@pytest.fixture
def leyla(browser):
    """The head of two companies, acting for the first in the only browser she has."""
    first = certificates_of(LEYLA)[0]
    both = [first, replace(first, voen=GOYCHAY, name="“Göyçay Meyvə” MMC", number="AZ-B-2025-000999")]
    client = browser()
    sign_in(client, LEYLA, certificates=both)
    sign_in(client, LEYLA, certificates=both, party=party_id(KHAZAR))
    return client


def change_to(client, number):
    """Choose another role, as in another window."""
    page = client.get("/cabinet/act-as", expect=200)
    return client.submit(page, "/cabinet/act-as", **{"as": public_id(number)}, expect=303)


def count(table):
    with transaction(read_only=True) as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_form_made_for_one_company_is_not_sent_for_another(leyla):
    report = leyla.get(ORGANISATION, expect=200)
    waybill = leyla.get("/cabinet/waybills/new", expect=200)
    change_to(leyla, GOYCHAY)

    refused = leyla.submit(report, "/report", text=REPORT, expect=409)
    assert "“Göyçay Meyvə” MMC" in refused.words
    assert refused.link("Kimin adından işlədiyinizi seçin") == "/cabinet/act-as"
    leyla.submit(waybill, "/new", part="carrier", expect=409)
    assert (count(DataReport), count(Waybill)) == (0, 0)


def test_the_same_form_is_sent_when_the_former_role_is_chosen_again(leyla):
    report = leyla.get(ORGANISATION, expect=200)
    change_to(leyla, GOYCHAY)
    change_to(leyla, KHAZAR)
    leyla.submit(report, "/report", text=REPORT, expect=303)
    assert count(DataReport) == 1


def test_a_form_of_another_role_is_not_kept_over_a_new_proof_of_identity(leyla):
    invite = leyla.get("/cabinet/people/new", expect=200)
    change_to(leyla, GOYCHAY)
    with transaction() as session:
        session.execute(text("UPDATE auth_sessions SET auth_time = auth_time - interval '1 hour'"))
    leyla.submit(invite, "/cabinet/people/new", fin="5AYS3L1")
    assert count(ParkedForm) == 0


def test_what_is_the_same_in_every_role_works_from_a_page_of_another(leyla):
    choices, sessions = leyla.get("/cabinet/act-as"), leyla.get("/cabinet/sessions")
    change_to(leyla, GOYCHAY)
    leyla.submit(choices, "/cabinet/act-as", **{"as": public_id(KHAZAR)}, expect=303)
    change_to(leyla, GOYCHAY)
    leyla.submit(sessions, "/end-others", expect=303)
    leyla.submit(sessions, "/appearance", theme="dark", expect=303)
    leyla.submit(sessions, "/auth/logout", expect=303)


def test_a_made_up_token_is_a_bad_request_in_every_role(leyla):
    report = leyla.get(ORGANISATION, expect=200)
    for token in ("", "made-up", report.form("/report")["csrf_token"][:-1]):
        leyla.submit(report, "/report", text=REPORT, csrf_token=token, expect=400)
