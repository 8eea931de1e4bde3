"""How long the words of a letter are kept, what stays when they go, and an answer that is put off when it is late."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.attachments.papers import pdf, upload
from tests.correspondence.test_terms import says
from tests.support.jobs import run_jobs
from webapp.attachments import api as attachments
from webapp.core import clock
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.core.working_days import deadline
from webapp.correspondence.clock import kept_until
from webapp.correspondence.errors import StepNotPossible, TermOver
from webapp.correspondence.models import LetterStep
from webapp.correspondence.owners import SLOT
from webapp.correspondence.queries import draft_of, letter_by_public_id
from webapp.correspondence.rules import years_after
from webapp.correspondence.services import ending, handling
from webapp.correspondence.services.composing import COPIES
from webapp.correspondence.services.erasing import erase_due
from webapp.correspondence.services.sending import send
from webapp.documents import api as documents
from webapp.ui.filters import day

SERVICES = ("sending", "stepping", "handling", "composing", "erasing")
DAY = timedelta(days=1)


@pytest.fixture
def on(monkeypatch):
    """Let it be noon of a day in Baku, for a while."""

    @contextmanager
    def day(when):
        instant = datetime(when.year, when.month, when.day, 8, tzinfo=UTC)
        with monkeypatch.context() as patch:
            patch.setattr(clock, "now", lambda: instant)
            for module in SERVICES:
                patch.setattr(f"webapp.correspondence.services.{module}.now", lambda: instant)
            yield

    return day


def put_off(world, public_id):
    with transaction():
        version = world.letter_now(public_id).version
        handling.extend(public_id, "Yoxlama davam edir", version=version, actor=world.officer)


def test_a_late_answer_is_put_off_only_where_a_row_allows_it_and_stays_late(world, on):
    before = world.taken()
    says("proposal", "extend_late", 3, today() + DAY)
    with on(today() + DAY):
        after, never = world.taken(), world.taken()
    due = world.letter(after).due_on
    with transaction(read_only=True):
        last = deadline(due, 3)
    with on(last):
        put_off(world, after)
        with pytest.raises(TermOver):
            put_off(world, before)
    with on(last + DAY), pytest.raises(TermOver):
        put_off(world, never)
    found = world.letter(after)
    assert (found.late_once, found.due_on > last) == (True, True)
    with on(last):
        world.signed(after, world.says(after, "answer", "Cədvəl asıldı."))
    assert world.letter(after).in_time is False
    with transaction(read_only=True) as session:
        (step,) = session.query(LetterStep).filter_by(letter_id=found.id, action="extend")
        assert step.detail == {"late": True}


@pytest.fixture
def ended(world):
    """A letter with a file that was answered, and the last day on which its words are kept."""
    public_id = world.written(subject="Gizli mövzu", text="Gizli mətn")
    with transaction():
        draft = draft_of(letter_by_public_id(public_id), "sender")
        attachments.receive(upload(pdf()), kind=COPIES, ref=draft.public_id, slot=SLOT, actor=world.citizen)
        send(letter_by_public_id(public_id, lock=True), draft, version=2, actor=world.citizen)
    with transaction():
        handling.claim(public_id, version=world.letter_now(public_id).version, actor=world.officer)
    world.signed(public_id, world.says(public_id, "answer", "Gizli cavab"))
    with transaction(read_only=True):
        return public_id, kept_until(letter_by_public_id(public_id))


def test_words_files_and_names_go_after_the_last_day_and_number_and_way_stay(world, ended, on, database):
    public_id, last = ended
    question, answer = world.messages(public_id)
    with transaction(read_only=True):
        paper = documents.file_keys(answer.document_token)
    assert last == years_after(today(), 5)
    with on(last):
        assert erase_due() == 0
    with on(last + DAY):
        assert (erase_due(), erase_due()) == (1, 0)
    found = world.letter(public_id)
    assert (found.subject, found.state, found.in_time, bool(found.number)) == ("", "answered", True, True)
    assert {(one.text, one.author, one.certificate) for one in world.messages(public_id)} == {("", "", None)}
    with transaction(read_only=True) as session:
        steps = session.query(LetterStep).filter_by(letter_id=found.id).order_by(LetterStep.id).all()
        assert {(step.text, step.actor_name, step.account_id) for step in steps} == {("", "", None)}
        assert [step.action for step in steps] == ["send", "take", "answer"]
        assert attachments.copies_of(COPIES, question.public_id) == []
    assert run_jobs(database, "correspondence.destroy_file") == len(paper) == 1
    for deed in (
        lambda: ending.rate(public_id, 5, "Sağ olun", actor=world.citizen),
        lambda: handling.write_note(public_id, "Qeyd", actor=world.officer),
    ):
        with pytest.raises(StepNotPossible), transaction():
            deed()


def test_both_sides_read_until_when_and_then_that_it_is_gone(world, ended, on, enter):
    public_id, last = ended
    (_question, answer) = world.messages(public_id)
    pages = (enter("citizen"), f"/cabinet/letters/{public_id}"), (enter("officer"), f"/office/letters/{public_id}")
    for client, address in pages:
        assert day(last) in client.get(address, expect=200).words
    with on(last + DAY):
        erase_due()
    for client, address in pages:
        page = client.get(address, expect=200)
        assert "Saxlama müddəti bitib" in page.words
        assert "Gizli" not in page.words
        client.get(f"{address}/pdf/{answer.public_id}/1", expect=404)
        assert client.get(address.rpartition("/")[0] + "?part=ended", expect=200)
    with transaction(read_only=True):
        address = documents.verification_url(answer.document_token)
    assert answer.number in pages[0][0].get(address, expect=200).words


def test_a_row_of_a_coming_day_is_for_letters_sent_since(world, ended, on):
    says("proposal", "keep_years", 1, today() + DAY)
    public_id, last = ended
    with transaction(read_only=True):
        assert kept_until(letter_by_public_id(public_id)) == last
    with on(today() + DAY):
        other = world.sent()
        with transaction():
            ending.withdraw(other, "Həll olundu", actor=world.citizen)
        with transaction(read_only=True):
            assert kept_until(letter_by_public_id(other)) == years_after(today(), 1)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE letters SET erased_at = now()",
        "UPDATE letters SET erased_at = now() + interval '4 years 11 months'",
        "UPDATE letters SET closed_at = closed_at - interval '9 years'",
        "UPDATE letters SET closed_at = sent_at - interval '9 years', state = 'withdrawn'",
        "UPDATE letter_messages SET text = ''::bytea",
        "UPDATE letter_messages SET author = ''::bytea",
        "UPDATE letter_steps SET text = ''::bytea",
        "DELETE FROM letters",
        "DELETE FROM letter_messages",
        *(f"TRUNCATE letter_{name} CASCADE" for name in ("steps", "stops", "messages", "forwards", "terms", "bodies")),
    ],
)
def test_nothing_goes_before_its_day_in_the_database_either(ended, change):
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text(change))


@pytest.mark.parametrize(
    ("day", "years", "found"),
    [(date(2028, 2, 29), 5, date(2033, 2, 28)), (date(2028, 2, 29), 4, date(2032, 2, 29)), (date(2026, 1, 31), 1, date(2027, 1, 31))],
)  # fmt: skip
def test_years_are_counted_by_the_calendar(day, years, found):
    assert years_after(day, years) == found
