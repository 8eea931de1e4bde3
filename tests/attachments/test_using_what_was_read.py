"""What becomes of a reading: kept, told, found by its words, confirmed; never believed alone."""

from threading import Semaphore

import pytest
from sqlalchemy import text

from tests.attachments import papers
from tests.attachments.conftest import HOLDER, KIND, REF, STRANGER
from webapp.attachments import api, jobs
from webapp.attachments.errors import NoSuchCopy
from webapp.attachments.events import CopyRead
from webapp.attachments.reading.values import Found, FoundField
from webapp.attachments.services.reading import finish, start
from webapp.attachments.values import Box
from webapp.core import bus
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.errors import Invalid, NotFound
from webapp.core.transaction import transaction

PLACE = Box(100, 100, 200, 20)
FOUND = Found(
    (),
    "Şəhadətnamə № 123\nSahibi: Əliyev Şəmsəddin\nFİN: 5KX2MA1",
    (FoundField("number", "123", "123", 91, 1, PLACE), FoundField("fin", "5KX2MA1", "5KX2MA1", 88, 1, PLACE)),
    90,
    "tesseract",
    "",
)


def take(slot="certificate"):
    return api.receive(papers.upload(papers.pdf()), kind=KIND, ref=REF, slot=slot, actor=HOLDER)


@pytest.fixture
def copy(opened):
    taken = take()
    finish(taken.public_id, FOUND)
    return taken


def test_it_is_kept_once_and_told(opened, monkeypatch):
    told = []
    monkeypatch.setattr(bus, "_reactions", {CopyRead: [bus.Reaction(CopyRead, told.append)]})
    taken = take()
    finish(taken.public_id, FOUND)
    finish(taken.public_id, FOUND)
    assert told == [CopyRead(public_id=taken.public_id, kind=KIND, ref=REF, slot="certificate")]
    assert api.read_fields(taken.public_id).state == "read"
    assert start(taken.public_id) is None


def test_a_third_paper_waits_and_leaves_the_worker_free(database, monkeypatch):
    token = set_actor(SYSTEM)
    with transaction():
        taken = take()
    reset_actor(token)
    monkeypatch.setattr(jobs, "_places", Semaphore(0))
    jobs.read_copy.run(public_id=taken.public_id)
    waiting = "SELECT scheduled_at IS NOT NULL FROM procrastinate_jobs WHERE task_name = 'attachments.read' ORDER BY id"
    assert list(database.execute(text(waiting)).scalars()) == [False, True]


def test_a_copy_removed_while_it_was_read_leaves_nothing(opened):
    taken = take()
    api.remove(taken.public_id, actor=HOLDER)
    finish(taken.public_id, FOUND)
    with pytest.raises(NoSuchCopy):
        api.read_fields(taken.public_id)


@pytest.mark.parametrize("typed", ["Əliyev", "eliyev", "ƏLİYEV 123", "şəhad", "№ 123 Əliyev"])
def test_a_scan_is_found_by_its_words(copy, typed):
    assert [found.public_id for found in api.search(typed, kind=KIND)] == [copy.public_id]


@pytest.mark.parametrize("typed", ["Quliyev", "Əliyev 999", "", "?"])
def test_other_words_find_nothing(copy, typed):
    assert api.search(typed, kind=KIND) == []


def test_the_search_keeps_to_the_objects_that_are_named(copy):
    assert api.search("Əliyev", kind=KIND, refs=["another"]) == []
    assert len(api.search("Əliyev", kind=KIND, refs=[REF])) == 1


def test_only_what_a_person_confirmed_is_sure_and_a_fin_never(copy):
    for field in api.read_fields(copy.public_id).fields:
        assert not field.sure
        api.confirm_field(copy.public_id, field.code, field.value, actor=HOLDER)
    assert {f.code: (f.confirmed, f.sure) for f in api.read_fields(copy.public_id).fields} == {
        "number": ("123", True),
        "fin": ("5KX2MA1", False),
    }


def test_what_the_person_types_counts_and_must_be_possible(copy):
    assert api.confirm_field(copy.public_id, "number", " ab 124 ", actor=HOLDER) == "AB124"
    with pytest.raises(Invalid) as refused:
        api.confirm_field(copy.public_id, "fin", "12", actor=HOLDER)
    assert "fin" in refused.value.fields


def test_a_stranger_confirms_nothing(copy):
    with pytest.raises(NoSuchCopy):
        api.confirm_field(copy.public_id, "number", "1", actor=STRANGER)
    with pytest.raises(NotFound):
        api.confirm_field(copy.public_id, "unknown", "1", actor=HOLDER)
