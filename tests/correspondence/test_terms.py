"""The law's numbers as dated rows: what holds, who adds a row, and a clock that runs by them over a holiday."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.correspondence.conftest import ARCHIVES, ROADS
from webapp.audit.models import AuditEntry
from webapp.auth.models import StaffPost
from webapp.auth.seed import SINCE
from webapp.core import clock
from webapp.core.actor import Actor
from webapp.core.calendar_tables import CalendarDay
from webapp.core.clock import today
from webapp.core.crypto import blind_index
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.correspondence.demo import CONNECTED
from webapp.correspondence.errors import NoSuchTerm, SignatureNeeded, TermRefused
from webapp.correspondence.models import LetterTerm
from webapp.correspondence.permissions import SET_TERMS
from webapp.correspondence.rules import Kind, codes_of
from webapp.correspondence.services import handling
from webapp.correspondence.terms import history_of, most_a_day, set_term, term_on_day

PAPER = "2027-ci il 1 mart tarixli 12 nömrəli Qanun, 10-cu maddə"
KEEPER = Actor(name="Operator", rights=frozenset({SET_TERMS.code}))


@pytest.fixture
def on(monkeypatch):
    """Let it be noon of a day in Baku."""

    def day(year, month, number):
        instant = datetime(year, month, number, 8, tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: instant)
        for module in ("services.sending", "services.stepping", "services.handling", "services.composing", "terms"):
            monkeypatch.setattr(f"webapp.correspondence.{module}.now", lambda: instant)

    return day


def says(kind, code, value, day, *, actor=KEEPER, basis=PAPER):
    with transaction():
        set_term(kind, code, value, day, basis=basis, actor=actor)


def test_the_numbers_are_those_of_the_acts_and_what_no_act_says_is_marked(world):
    with transaction(read_only=True):
        terms = {kind.value: term_on_day(kind, date(2026, 11, 22)) for kind in Kind}
        assumed = {row.code for code in codes_of("complaint") for row in history_of("complaint", code) if row.assumed}
        assert most_a_day() == 30
        assert "1308-IVQ" in history_of("proposal", "days")[0].basis
        assert "1024-IIQ" in history_of("information", "longer")[0].basis
    assert {kind: (term.days, term.longer) for kind, term in terms.items()} == {
        "application": (15, 30),
        "complaint": (15, 30),
        "proposal": (15, 30),
        "information": (7, 14),
    }
    assert [kind for kind, term in terms.items() if term.signed] == ["complaint"]
    one = terms["proposal"]
    assert (one.pass_on, one.most_forwards, one.reply, one.reopen_calendar, one.most_reopened) == (5, 3, 10, 30, 1)
    assert assumed == set(codes_of("complaint")) - {"days", "longer"}


def test_a_clock_runs_over_a_holiday_by_the_row_of_the_day_on_which_the_letter_was_sent(world, on):
    on(2027, 3, 1)
    says("proposal", "days", 4, date(2027, 3, 18))
    says("proposal", "longer", 6, date(2027, 3, 18))
    with transaction() as session:
        session.add(CalendarDay(day=date(2027, 3, 29), working=False, reason="Nazirlər Kabinetinin qərarı"))
    on(2027, 3, 17)
    before = world.sent()
    on(2027, 3, 18)
    public_id = world.taken()
    sent = world.letter(public_id)
    with transaction(read_only=True):
        assert term_on_day("proposal", date(2027, 3, 18)).days == 4
    assert (sent.clock_from, sent.due_on) == (date(2027, 3, 18), date(2027, 4, 1))
    with transaction():
        handling.extend(public_id, "Novruz", version=sent.version, actor=world.officer)
    assert world.letter(public_id).due_on == date(2027, 4, 5)
    assert world.letter(before).due_on == date(2027, 4, 15)


def test_a_row_of_a_coming_day_leaves_what_is_sent_and_today_as_they_are(world, on):
    public_id = world.sent()
    due, day = world.letter(public_id).due_on, today() + timedelta(days=1)
    says("proposal", "days", 3, day)
    with transaction(read_only=True):
        assert [term_on_day("proposal", one).days for one in (today(), day)] == [15, 3]
    assert world.letter(public_id).due_on == due
    with transaction(read_only=True) as session:
        (entry,) = session.query(AuditEntry).filter_by(action="correspondence.term_set")
        assert (entry.object_key, entry.detail["value"]) == ("proposal.days", 3)


@pytest.mark.parametrize(
    ("code", "value", "ahead", "field"),
    [
        ("days", 3, 0, "valid_from"),
        ("days", 3, -1, "valid_from"),
        ("days", 0, 1, "value"),
        ("days", 61, 1, "value"),
        ("days", 30, 1, "value"),
        ("longer", 15, 1, "value"),
        ("signed", 2, 1, "value"),
    ],
)
def test_the_past_and_numbers_that_no_law_means_are_refused(world, code, value, ahead, field):
    with pytest.raises(TermRefused) as refused:
        says("proposal", code, value, today() + timedelta(days=ahead))
    assert list(refused.value.fields) == [field]


def test_nobody_else_adds_a_row_and_nobody_takes_one_away(world):
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(Forbidden):
        says("proposal", "days", 9, tomorrow, actor=world.officer)
    with pytest.raises(NoSuchTerm):
        says("every", "days", 9, tomorrow)
    with pytest.raises(TermRefused):
        says("proposal", "days", 9, tomorrow, basis="  ")
    for statement in ("UPDATE letter_terms SET value = 1", "DELETE FROM letter_terms"):
        with pytest.raises(DBAPIError, match="only added to"), transaction() as session:
            session.execute(text(statement))


def test_the_operators_administrator_adds_a_row_on_its_page_and_an_officer_only_reads(world, enter):
    day = today() + timedelta(days=20)
    keeper = enter("operator")
    terms = keeper.get("/office/letters/terms", expect=200)
    assert "Ehtimal" in terms.words
    page = keeper.get(terms.link("Cavab müddəti, iş günü: Təklif"), expect=200)
    address = "/terms/proposal/days"
    said = {"value": "10", "valid_from": f"{day:%d.%m.%Y}", "basis": PAPER}
    past = keeper.submit(page, address, expect=422, **{**said, "valid_from": f"{today():%d.%m.%Y}"})
    assert "Gələcək gün yazın" in past.words
    empty = keeper.submit(page, address, expect=422)
    assert "Tam ədəd yazın." in empty.words
    keeper.submit(page, address, expect=303, **said)
    keeper.submit(page, address, expect=303, **{**said, "value": "11"})
    history = keeper.get(f"/office/letters{address}", expect=200)
    assert [word in history.words for word in ("Gözlənilir", "Əvəz edilib", "Qüvvədədir", PAPER)] == [True] * 4
    terms = keeper.get("/office/letters/terms", expect=200)
    assert PAPER in terms.words
    reader = enter("archivist")
    assert "Gələcək gündən dəyişmək" not in reader.get(f"/office/letters{address}", expect=200).words
    token = history.form(address)["csrf_token"]
    reader.post(f"/office/letters{address}", data={"csrf_token": token, **said}, expect=403)
    keeper.get("/office/letters/terms/proposal/most_a_day", expect=404)


def test_what_must_be_signed_is_a_row_too(world, enter):
    keeper = enter("operator")
    address = "/terms/proposal/signed"
    page = keeper.get(f"/office/letters{address}", expect=200)
    day = today() + timedelta(days=1)
    keeper.submit(page, address, value="1", valid_from=f"{day:%d.%m.%Y}", basis=PAPER, expect=303)
    with transaction() as session:
        begun = {"kind": "proposal", "code": "signed", "value": 1, "basis": PAPER, "assumed": False}
        session.add(LetterTerm(**begun, valid_from=today(), set_by="", at=clock.now()))
    with pytest.raises(SignatureNeeded):
        world.sent()
    start = enter("citizen").get(f"/cabinet/letters/new?to={world.code_now(ARCHIVES)}", expect=200)
    assert "Elektron imza ilə göndərilir. Cavab müddəti, iş günü: 15." in start.words
    assert "Cavab müddəti, iş günü: 7." in start.words


def test_an_authority_is_ready_once_somebody_is_named_though_not_signed_in(world, enter):
    client, wanted = enter("operator"), "Məktublara baxan əməkdaş təyin edilməyib"
    before = client.get("/office/letters/bodies", expect=200).words.count(wanted)
    post = {"role": "letters_officer", "body": ROADS, "valid_from": SINCE}
    with transaction() as session:
        session.add(StaffPost(fin_index=blind_index("0ZZZZ0Z"), **post))
    assert before == len(CONNECTED) - 3
    after = client.get("/office/letters/bodies", expect=200).words
    assert (after.count(wanted), after.count("Portala hələ daxil olan yoxdur")) == (before - 1, 1)
