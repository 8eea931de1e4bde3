"""Copies are taken in by their owners alone, kept sealed, said when they stand there already."""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.attachments import papers
from tests.attachments.conftest import HOLDER, KIND, ONLOOKER, REF, STRANGER
from tests.support.jobs import written
from webapp.attachments import api
from webapp.attachments.errors import CaseFull, CopiesSealed, EmptyFile, NoSuchCopy, SameFile
from webapp.attachments.jobs import destroy_bytes
from webapp.attachments.services import receiving
from webapp.core.actor import reset_actor, set_actor
from webapp.core.errors import NotFound
from webapp.core.transaction import transaction


def take(content=None, name="vəsiqə.pdf", slot="licence", actor=HOLDER, **more):
    return api.receive(papers.upload(content or papers.pdf(), name), kind=KIND, ref=REF, slot=slot, actor=actor, **more)


def test_a_copy_is_there_as_it_was_handed_in(opened):
    content = papers.pdf(3)
    copy = take(content)
    assert (copy.name, copy.media_type, copy.pages, copy.size) == ("vəsiqə.pdf", "application/pdf", 3, len(content))
    assert api.content(copy.public_id) == content
    assert api.copies_of(KIND, REF) == [copy]
    assert api.read_fields(copy.public_id).state == "waiting"


def test_a_stranger_neither_adds_nor_sees(opened):
    with pytest.raises(NotFound):
        take(actor=STRANGER)
    copy = take()
    with pytest.raises(NoSuchCopy):
        api.visible_copy(copy.public_id, STRANGER)
    with pytest.raises(NoSuchCopy):
        api.remove(copy.public_id, actor=STRANGER)
    assert api.visible_copy(copy.public_id, HOLDER) == copy


def test_who_may_only_look_adds_replaces_and_removes_nothing(opened):
    with pytest.raises(NotFound):
        take(actor=ONLOOKER)
    copy = take()
    assert api.visible_copy(copy.public_id, ONLOOKER) == copy
    with pytest.raises(NoSuchCopy):
        api.remove(copy.public_id, actor=ONLOOKER)
    with pytest.raises(NoSuchCopy):
        api.confirm_field(copy.public_id, "number", "1", actor=ONLOOKER)
    assert api.copies_of(KIND, REF) == [copy]


def test_the_same_file_twice_is_said_beside_its_field(opened):
    content = papers.pdf()
    take(content)
    with pytest.raises(SameFile) as refused:
        take(content, "basqa-ad.pdf")
    assert refused.value.fields == {"licence": SameFile.text}
    assert take(content, slot="other").slot == "other"


def test_no_bytes_are_no_copy(opened):
    with pytest.raises(EmptyFile):
        api.receive(papers.upload(b""), kind=KIND, ref=REF, slot="licence", actor=HOLDER)


def test_fifty_megabytes_are_the_most_of_a_case(opened, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_BYTES_OF_CASE", 1500)
    take(papers.pdf(1))
    with pytest.raises(CaseFull):
        take(papers.pdf(9), slot="other")


def test_a_place_that_the_object_does_not_have_takes_nothing(opened):
    for slot in ("nothing", "../x", "", "A" * 200):
        with pytest.raises(NotFound):
            take(slot=slot)


def test_on_the_disk_and_in_the_table_nothing_can_be_read(opened, app):
    content = papers.pdf(2)
    copy = take(content, "Aysel.pdf")
    row = opened.execute(
        text("SELECT c::text, f.key FROM attachment_copies c JOIN stored_files f ON f.id = c.file_id")
    ).one()
    folder = Path(app.settings.data_dir) / "files"
    kept = (folder / row.key[:2] / row.key).read_bytes()
    assert b"%PDF" not in kept
    assert content[100:140] not in kept
    assert b"Aysel".hex() not in row[0]
    assert copy.sha256.encode().hex() not in row[0]


def test_what_was_removed_is_gone_from_the_disk_too(opened, app):
    copy = take()
    key = opened.scalar(text("SELECT key FROM stored_files ORDER BY id DESC LIMIT 1"))
    api.remove(copy.public_id, actor=HOLDER)
    assert api.copies_of(KIND, REF) == []
    written()
    job = opened.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'attachments.destroy'")).one()
    assert job.args == {"key": key}
    destroy_bytes.run(key=key)
    assert not (Path(app.settings.data_dir) / "files" / key[:2] / key).exists()
    destroy_bytes.run(key=key)


def test_a_draft_put_away_takes_its_copies_along(opened):
    take(papers.pdf(1))
    take(papers.pdf(2), slot="other")
    assert api.discard(KIND, REF, actor=HOLDER) == 2
    assert api.copies_of(KIND, REF) == []


def test_who_did_what_stands_in_the_journal(database):
    token = set_actor(HOLDER)
    try:
        with transaction():
            copy = take()
            api.remove(copy.public_id, actor=HOLDER)
    finally:
        reset_actor(token)
    rows = database.execute(text("SELECT action FROM audit_entries ORDER BY 1")).scalars()
    assert {"attachments.received", "attachments.removed"} <= set(rows)


def test_after_submission_a_copy_stays(opened):
    copy = take()
    api.seal(KIND, REF)
    with pytest.raises(CopiesSealed):
        api.remove(copy.public_id, actor=HOLDER)
    assert api.copy(copy.public_id).sealed
