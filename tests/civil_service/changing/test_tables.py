"""A table of many servants: wrong rows named and downloadable, the good ones held, one signature, sent twice entered once."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.civil_service.changing.conftest import RENA
from tests.civil_service.conftest import SOURCE, identity, of_body, post
from tests.support.workbooks import workbook
from webapp.civil_service.entering import jobs, signing
from webapp.civil_service.entering.drafting import paper_to_carry
from webapp.civil_service.entering.errors import GroupNotYours, TableWrong
from webapp.civil_service.entering.jobs import carry_paper, read_table
from webapp.civil_service.entering.models import ServiceChange, ServicePaper, ServiceTable
from webapp.civil_service.entering.sheets.columns import NotADay, columns_of, day_of
from webapp.civil_service.entering.sheets.taking import faults_of, take
from webapp.civil_service.entering.signing import ask_signature
from webapp.civil_service.queries import body_by_id, servant_by_fin
from webapp.civil_service.record_tables import ServiceFact
from webapp.civil_service.services.recording import record_fact
from webapp.civil_service.services.registering import register_servant
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction

HEAD = ["FİN", "Növü", "Yer", "Başlanğıc", "Son gün", "Əmrin nömrəsi", "Əmrin tarixi"]
FINS = [f"{n:02}AB1C{n % 10}" for n in range(10, 24)]


def table(rows, head=HEAD):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([head, *rows])
    return out.getvalue().encode()


def row(fin, first="01.06.2026", last="30.06.2026", kind="əmək məzuniyyəti"):
    return [fin, kind, "", first, last, "7-M", "20.05.2026"]


@pytest.fixture
def many(service):
    with transaction():
        body = body_by_id(service.body_id)
        for n, fin in enumerate(FINS):
            one = register_servant(fin, identity(given_name=f"Ad{n}"), SOURCE, actor=SYSTEM)
            record_fact(one.id, post(body, date(2020, 1, 1)), of_body(body), actor=SYSTEM)
    return service


def taken(service, content, group="leave"):
    with transaction():
        return take(content, "qulluqçular.csv", group, actor=service.officer).public_id


def read(public_id):
    read_table.run(public_id)
    with transaction(read_only=True):
        return db.session().scalar(select(ServiceTable).where(ServiceTable.public_id == public_id))


WRONG = [
    (row("5ZZZZZ5"), "fin"),
    (row("?"), "fin"),
    (row(FINS[1], first="31.02.2026"), "valid_from"),
    (row(FINS[2], first="30.06.2026", last="29.06.2026"), "valid_to"),
    (row(FINS[3], first="29.02.2027"), "valid_from"),
    (row(FINS[4], kind="istirahət"), "kind"),
    ([*row(FINS[5])[:5], "", ""], "order_number"),
]


def test_wrong_rows_are_named_and_the_good_ones_are_held_for_one_signature(many, monkeypatch):
    monkeypatch.setattr(signing, "AT_ONCE", 3)
    monkeypatch.setattr(jobs, "CHUNK", 5)
    good = [row(fin) for fin in FINS[6:]]
    content = table([*(one for one, _column in WRONG), *good])
    public_id = taken(many, content)
    found = read(public_id)
    assert (found.state, found.good, found.done, found.content) == ("read", 8, 15, None)
    with transaction(read_only=True):
        named = {(one.row, one.column) for one in faults_of(found.id)}
    assert {(n, column) for n, (_row, column) in enumerate(WRONG, start=2)} <= named
    officer = many.client(RENA)
    page = officer.open(f"/cabinet/personnel/tables/{public_id}", expect=200)
    assert "Orqanınızda bu FİN-lə qulluqçu yoxdur" in page.words
    sent = officer.open(f"/cabinet/personnel/tables/{public_id}/faults.csv", expect=200).text
    assert "31.02.2026" in sent

    with transaction():
        paper = db.session().scalar(select(ServicePaper.public_id))
        request = ask_signature(paper, many.officer)
        assert db.session().scalar(select(func.count()).where(ServiceFact.group_code == "leave")) == 0
    many.signed(paper, request)
    with transaction():
        assert paper_to_carry(paper).state == "carrying"
    carry_paper.run(paper)
    carry_paper.run(paper)
    with transaction():
        assert paper_to_carry(paper).state == "in_force"
        made = select(func.count()).where(ServiceFact.group_code == "leave")
        assert db.session().scalar(made) == 8


def test_sent_twice_it_is_one_table_and_its_rows_are_entered_once(many):
    first = taken(many, table([row(fin) for fin in FINS[:5]]))
    assert taken(many, table([row(fin) for fin in FINS[:5]])) == first
    read(first)
    more = read(taken(many, table([row(fin) for fin in FINS[:6]])))
    assert (more.good, more.known) == (1, 5)
    with transaction(read_only=True):
        assert db.session().scalar(select(func.count()).select_from(ServiceChange)) == 6


def test_a_workbook_and_other_languages_are_read_too(many):
    head = ["fin", "kind", "place", "valid_from", "valid_to", "order_number", "order_date"]
    rows = [[FINS[0], "annual", "", date(2026, 6, 1), date(2026, 6, 30), "7-M", date(2026, 5, 20)]]
    found = read(taken(many, workbook([head, *rows])))
    assert (found.good, found.done) == (1, 1)


@pytest.mark.parametrize(
    ("content", "group", "error"),
    [
        (b"", "leave", TableWrong),
        (b"\x00\x01", "leave", TableWrong),
        (table([], head=["FIN"]), "leave", TableWrong),
        (table([]), "education", GroupNotYours),
    ],
)
def test_what_is_no_table_of_theirs_is_refused(service, content, group, error):
    with pytest.raises(error):
        taken(service, content, group)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("29.02.2028", date(2028, 2, 29)), ("2026-11-22", date(2026, 11, 22)), ("46348", date(2026, 11, 22)), ("", None)],
)
def test_days_as_people_and_spreadsheets_write_them(cell, expected):
    assert day_of(cell) == expected


@pytest.mark.parametrize("cell", ["29.02.2027", "31/04/2026", "dünən", "2026-13-01"])
def test_days_that_there_are_not(cell):
    with pytest.raises(NotADay):
        day_of(cell)


def test_the_example_has_every_column(service):
    sent = service.client(RENA).open("/cabinet/personnel/tables/example/post.csv", expect=200).text
    assert [one.code for one in columns_of("post")][:2] == ["fin", "unit"]
    assert "Vəzifənin təsnifatı" in sent
    with transaction(read_only=True):
        assert servant_by_fin("4LQR2J5") is not None
