"""What an applicant confirmed on a copy answers the question that the form has for it, and never what somebody typed."""

from dataclasses import replace

import pytest

from tests.attachments import papers
from tests.support.cases import BASIS, filled, sections, sign
from tests.support.rooms import plugged_in
from webapp.attachments import api as attachments
from webapp.attachments.api import DATE, NUMBER
from webapp.attachments.offer import CopyKind
from webapp.attachments.reading.values import Found, FoundField
from webapp.attachments.services.reading import finish
from webapp.attachments.values import Box
from webapp.core.errors import NotFound
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.workflow.offer import Field, Kind, Rows, Section
from webapp.workflow.queries import case_by_id
from webapp.workflow.services.filling import save_section, section_of, stamp_of

PAPER = CopyKind("trial_paper", _l("Sənəd"), (NUMBER, DATE))
COPY = Field(code="paper", label=_l("Sənəd"), kind=Kind.COPY, basis=BASIS, copy_kind=PAPER.code)
READ = (
    Field(code="no", label=_l("Qeyd"), basis=BASIS, required=False, read_from=("paper", "number"), most=8),
    Field(code="day", label=_l("Müddət"), kind=Kind.DAY, basis=BASIS, required=False, read_from=("paper", "issued_on")),
)
SECTION = Section(code="papers", title=_l("Sənəd"), fields=(COPY, *READ))
ON = Box(100, 100, 200, 20)


@pytest.fixture
def declare(declared):
    with plugged_in(PAPER):
        yield declared


def handed_in(world, public_id, slot="papers.paper", pages=1, **found):
    """A copy that was read: `number` and `issued_on` as they stand there."""
    with transaction():
        upload = papers.upload(papers.pdf(pages))
        place = {"kind": "workflow_case", "ref": public_id, "slot": slot}
        copy = attachments.receive(upload, **place, copy_kind=PAPER.code, actor=world.head)
        read = [FoundField(code, value, value, 90, 1, ON) for code, value in found.items()]
        finish(copy.public_id, Found((), "Sənəd", tuple(read), 90, "tesseract", ""))
    return copy.public_id


def confirm(world, copy, code, value):
    with transaction():
        attachments.confirm_field(copy, code, value, actor=world.head)


def answers(public_id, section="papers"):
    with transaction(read_only=True):
        return case_by_id(public_id).answers.get(section)


def type_in(world, public_id, **said):
    with transaction():
        case = case_by_id(public_id)
        stamp = stamp_of(section_of(case, "papers"), case.answers.get("papers") or {})
        save_section(public_id, "papers", said, seen=stamp, actor=world.head)


def test_what_is_confirmed_stands_in_the_form_in_its_own_kind(world, declare):
    declare(sections=(SECTION,), about=None)
    public_id = filled(world.head, {})
    copy = handed_in(world, public_id, number="123", issued_on="2024-03-14")
    assert answers(public_id) is None
    confirm(world, copy, "number", "124")
    confirm(world, copy, "issued_on", "14.03.2024")
    assert answers(public_id) == {"no": "124", "day": "2024-03-14"}


def test_what_somebody_typed_stays_and_what_came_from_the_copy_is_put_right_with_it(world, declare):
    declare(sections=(SECTION,), about=None)
    public_id = filled(world.head, {})
    type_in(world, public_id, no="77")
    copy = handed_in(world, public_id, number="123", issued_on="2024-03-14")
    confirm(world, copy, "number", "123")
    confirm(world, copy, "issued_on", "14.03.2024")
    confirm(world, copy, "issued_on", "15.03.2024")
    assert answers(public_id) == {"no": "77", "day": "2024-03-15"}


def test_what_the_question_would_not_take_is_left_on_the_copy(world, declare):
    declare(sections=(SECTION,), about=None)
    public_id = filled(world.head, {})
    confirm(world, handed_in(world, public_id, number="123"), "number", "1234567890")
    assert answers(public_id) is None


def test_in_a_row_it_goes_to_that_row_alone(world, declare):
    rows = replace(SECTION, rows=Rows(add=_l("Əlavə et"), one=_l("Müraciət"), most=3))
    declare(sections=(rows,), about=None)
    public_id = filled(world.head, {"papers": [{"key": "a1"}, {"key": "b2"}]})
    confirm(world, handed_in(world, public_id, "papers.b2.paper", number="9"), "number", "9")
    assert answers(public_id) == [{"key": "a1"}, {"key": "b2", "no": "9"}]


def test_nothing_is_confirmed_or_written_once_the_application_is_sent_nor_by_a_stranger(world, declare):
    declare(sections=(SECTION, *sections()), about=None)
    public_id = filled(
        world.head, {"purpose": {"why": "repair", "days": 3}, "stops": [{"key": "a1", "place": "Gəncə"}]}
    )
    copy = handed_in(world, public_id, number="123")
    for other in (world.stranger, world.officer):
        with pytest.raises(NotFound), transaction():
            attachments.confirm_field(copy, "number", "123", actor=other)
        with pytest.raises(NotFound), transaction():
            attachments.receive(
                papers.upload(papers.pdf(2)), kind="workflow_case", ref=public_id, slot="papers.paper", actor=other
            )
    sign(public_id, world.head)
    with pytest.raises(NotFound):
        confirm(world, copy, "number", "123")
    assert answers(public_id) is None


def test_a_question_cannot_wait_for_a_copy_that_nobody_reads():
    with pytest.raises(ValueError, match="is no copy"):
        Section(code="papers", title=_l("Sənəd"), fields=(replace(COPY, copy_kind=""), *READ))
