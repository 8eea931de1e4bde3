"""Copies are taken in by their owners alone, kept sealed, said when they stand there already."""

import pytest

from tests.attachments import papers
from tests.attachments.conftest import HOLDER, KIND, REF, STRANGER
from webapp.attachments import api
from webapp.attachments.errors import CopiesSealed, EmptyFile, NoSuchCopy, SameFile
from webapp.core.errors import NotFound


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


def test_after_submission_a_copy_stays(opened):
    copy = take()
    api.seal(KIND, REF)
    with pytest.raises(CopiesSealed):
        api.remove(copy.public_id, actor=HOLDER)
    assert api.copy(copy.public_id).sealed
