"""Charter 5.2.11: real estate is asked about on a reasoned request only; the ground is sent and kept."""

import pytest
from sqlalchemy import text

from tests.ehis.questions.asking import GROUND, OBJECT
from webapp.core.transaction import transaction
from webapp.ehis import api
from webapp.ehis.api import Purpose
from webapp.ehis.errors import GroundNeeded, PurposeNotAllowed


def journal():
    with transaction(read_only=True) as session:
        rows = session.execute(text("SELECT body FROM audit_entries WHERE action = 'ehis.reasoned_query'"))
        return [row.body for row in rows]


@pytest.mark.parametrize("ground", ["", "   ", "lazımdır", "x" * 19, " " * 50, "x" * 1001])
def test_without_a_reasoned_text_nothing_is_asked_and_nothing_written(ground, registers, archive, database):
    for ask in (api.estate_rights_of, api.estate_extract):
        with pytest.raises(GroundNeeded):
            ask("9900010101", ground=ground, **OBJECT)

    assert (registers.calls(), archive.kept) == ([], [])


def test_the_ground_goes_with_the_question_and_stays_in_the_journal(registers, database):
    rights = api.estate_rights_of("9900010491", ground=f"  {GROUND}  ", **OBJECT)

    assert {(one.right, one.kind) for one in rights} == {("ownership", "Avtovağzal"), ("lease", "Dayanacaq")}
    assert GROUND in registers.calls("getRights")[0]["text"]
    (entry,) = journal()
    assert GROUND in str(entry)
    assert "M-2026-18" in str(entry)
    assert "9900010491" not in str(entry)


def test_what_cannot_be_kept_is_not_asked(registers, database, monkeypatch):
    def broken(*_args, **_facts):
        raise RuntimeError("the journal is closed")

    monkeypatch.setattr("webapp.ehis.asking.course.record", broken)
    with pytest.raises(RuntimeError):
        api.estate_rights_of("9900010491", ground=GROUND, **OBJECT)

    assert registers.calls() == []


def test_no_other_purpose_opens_the_register_of_real_estate(registers, database):
    with pytest.raises(PurposeNotAllowed):
        api.estate_rights_of("9900010491", ground=GROUND, purpose=Purpose.PERMIT, asked_by="2ZAR9W1")

    assert registers.calls() == []
