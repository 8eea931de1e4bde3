"""The law as dated rows: what holds on a day, new rows, what is excepted."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.permits.conftest import BY_OFFICE
from webapp.core.clock import today
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.permits.errors import ExceptedByLaw, RowNotNewer, RowNotReadable, TypeNotInForce
from webapp.permits.law import first_rows
from webapp.permits.law_rows import (
    cap_on,
    limits_on,
    row_on,
    setting_on,
    tariff_on,
    type_on,
    types_on,
    vehicle_rules_on,
)
from webapp.permits.models import LawRow, Permit
from webapp.permits.rows import content_of
from webapp.permits.services.issuing import Grant, issue_permit
from webapp.permits.services.law import add_row
from webapp.permits.services.parties import holder_of

DAY = date(2026, 11, 22)


def test_every_row_fits_its_family_and_has_its_source():
    for row in first_rows():
        content_of(row["family"], row["content"])
        assert row["basis"], row["key"]
        assert row["source"], row["key"]


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("kind", "what", "qepik"),
    [
        ("cargo", "permit", 0),
        ("taxi", "permit", 12_500),
        ("taxi", "card", 2_500),
        ("international_cargo", "permit", 25_000),
        ("international_passengers", "card", 7_500),
        ("taxi_orders", "permit", 300_000),
        ("special_mark", "permit", 0),
    ],
)
def test_a_duty_is_what_its_row_says(kind, what, qepik):
    assert tariff_on(kind, what, DAY)[0] == qepik


@pytest.mark.usefixtures("opened")
def test_the_cap_of_baku_is_in_force_from_its_day():
    assert cap_on("taxi", "baku", date(2025, 10, 31)) is None
    assert cap_on("taxi", "baku", date(2025, 11, 1)) == 25_000
    assert vehicle_rules_on("taxi", date(2024, 6, 30)) == {}
    assert vehicle_rules_on("taxi", DAY)["working_age"] == (15, [])


@pytest.mark.usefixtures("opened")
def test_where_two_sources_disagree_the_default_holds_and_both_stand():
    assert limits_on(DAY)["gross_3"] == 24_000
    assert [setting_on(code, DAY) for code in ("remind_1", "remind_2", "remind_3")] == [60, 30, 7]


@pytest.mark.usefixtures("opened")
def test_the_charter_excepts_three_cases():
    assert [one.item for one in types_on(DAY) if one.excepted] == [32, 34, 37]
    for code in ("border_blank", "presidential_34", "presidential_37"):
        with pytest.raises(ExceptedByLaw):
            type_on(code, DAY)
    with pytest.raises(TypeNotInForce):
        type_on("cargo", date(2023, 9, 30))


def test_the_excepted_cases_cannot_be_created(head):
    leyla = head()
    with pytest.raises(ExceptedByLaw), transaction():
        issue_permit(Grant(type_code="border_blank", holder=holder_of(leyla.party_id), day=DAY, why=BY_OFFICE))


def test_the_table_itself_refuses_an_excepted_case(held):
    _leyla, public_id = held("cargo", "10-XY-101")
    with pytest.raises(ExceptedByLaw), transaction() as session:
        session.query(Permit).filter_by(public_id=public_id).one().type_code = "presidential_34"


def test_a_new_row_holds_from_its_day_and_the_old_one_stays(officer):
    actor, _client = officer()
    day = today() + timedelta(days=5)
    with transaction() as session:
        row = session.query(LawRow).filter_by(family="tariff", key="taxi.card").one()
        add_row(row.id, {"qepik": 3_000}, valid_from=day, basis="Yeni qanun", source="e-qanun.az", actor=actor)
        assert tariff_on("taxi", "card", day - timedelta(days=1))[0] == 2_500
        assert tariff_on("taxi", "card", day)[0] == 3_000
        assert session.query(LawRow).filter_by(family="tariff", key="taxi.card").count() == 2


def test_a_row_is_never_put_before_another_or_into_the_past(officer):
    actor, _client = officer()
    with transaction() as session:
        row = session.query(LawRow).filter_by(family="cap").one()
        said = {"basis": "b", "source": "s", "actor": actor}
        with pytest.raises(RowNotNewer):
            add_row(row.id, {"most": 1}, valid_from=today() - timedelta(days=1), **said)
        with pytest.raises(RowNotReadable):
            add_row(row.id, {"most": "çox"}, valid_from=today(), **said)
        with pytest.raises(RowNotReadable):
            add_row(row.id, {"most": -1}, valid_from=today(), **said)


def test_only_the_head_of_section_adds_rows(officer):
    actor, client = officer("case_officer", "2ZAR9W1")
    with transaction() as session, pytest.raises(Forbidden):
        row = session.query(LawRow).filter_by(family="cap").one()
        add_row(row.id, {"most": 1}, valid_from=today(), basis="b", source="s", actor=actor)
    client.open("/office/permits/law", expect=200)
    client.open("/office/permits/law/new?row=1", expect=403)


def test_rows_of_law_are_never_edited(database):
    with pytest.raises(IntegrityError), transaction() as session:
        session.query(LawRow).filter_by(family="cap").update({"assumed": True})


def test_the_office_adds_a_row_on_a_page(officer):
    _actor, client = officer()
    page = client.open("/office/permits/law?family=cap", expect=200)
    form = client.open(page.link("Yeni sətir əlavə et"), expect=200)
    day = (today() + timedelta(days=30)).strftime("%d.%m.%Y")
    said = {"valid_from": day, "part_most": "27000", "basis": "Yeni hədd", "source": "report.az"}
    client.submit(form, "/law/new", **said)
    client.submit(form, "/law/new", expect=422, **(said | {"valid_from": "01.01.2020"}))

    with transaction(read_only=True):
        assert row_on("cap", "taxi.baku", today() + timedelta(days=31))[0].most == 27_000
        assert cap_on("taxi", "baku", today()) == 25_000
