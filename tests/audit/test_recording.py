"""When an entry is written, and that nothing can change it."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.audit.conftest import AYSEL, LEYLA
from webapp.audit.api import put_back, record, record_view, taken, views_of
from webapp.audit.models import AuditEntry
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.transaction import savepoint, transaction


def entries():
    with transaction(read_only=True) as session:
        return session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()


def did(action, officer, **more):
    record(action, actor=officer, object_type="waybill", object_key="W1", **more)


def test_what_is_done_is_written_with_its_transaction_in_order(database, officer):
    with transaction():
        did("opened", officer)
        did("signed", officer, detail={"version": 2})

    first, second = entries()
    assert (first.action, second.action) == ("opened", "signed")
    assert second.prev_hash == first.hash
    assert second.detail == {"version": 2}
    assert (first.actor_name, first.office_roles, first.address) == ("Zaur Şirinov", "auditor", "127.0.0.1")


def test_entries_that_another_statement_takes_along_are_written_once_and_wait_again_when_it_refuses(database, officer):
    with transaction():
        did("before", officer)
        before = taken()
        did("refused", officer)
        taken()
        put_back(before)

    assert [one.action for one in entries()] == ["before"]


def test_what_is_undone_leaves_no_entry(database, officer):
    with pytest.raises(ZeroDivisionError), transaction():
        did("never", officer)
        _ = 1 / 0
    with transaction():
        did("kept", officer)
        with pytest.raises(ZeroDivisionError), savepoint():
            did("undone", officer)
            _ = 1 / 0
        with savepoint():
            did("inner", officer)

    assert [entry.action for entry in entries()] == ["kept", "inner"]


def test_the_lock_of_the_head_is_taken_only_at_the_end(database, officer):
    with transaction() as session:
        did("late", officer)
        assert session.scalar(text("SELECT count(*) FROM audit_entries")) == 0


def test_a_view_in_a_read_only_transaction_is_written_after_it(database, officer):
    with transaction(read_only=True):
        record_view(
            actor=officer, subject_fin=AYSEL, object_type="person", object_key="", purpose="Müraciətin yoxlanması"
        )

    with transaction(read_only=True):
        found = views_of(AYSEL).rows
        others = views_of(LEYLA).rows
    assert [(look.actor_name, look.purpose) for look in found] == [("Zaur Şirinov", "Müraciətin yoxlanması")]
    assert others == []


def test_looking_at_oneself_is_not_kept_but_the_system_looking_is(database, officer):
    with transaction():
        record_view(actor=officer, subject_fin=officer.fin, object_type="person", object_key="", purpose="Öz məlumatı")
        record_view(actor=SYSTEM, subject_fin=AYSEL, object_type="person", object_key="", purpose="Yenilənmə")

    assert [entry.actor_name for entry in entries()] == ["Kabinet"]


def test_neither_the_number_nor_the_name_of_the_person_can_be_read_in_the_table(database, officer):
    with transaction():
        record_view(
            actor=officer,
            subject_fin=AYSEL,
            subject_name="Aysel Quliyeva",
            object_type="person",
            object_key="",
            purpose="P",
        )

    (entry,) = entries()
    assert entry.subject_name == "Aysel Quliyeva"
    stored = json.dumps(json.loads(entry.body)) + entry.body
    assert AYSEL not in stored
    assert "Aysel" not in stored


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_entries SET actor_name = 'x'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET seq = 0",
        "UPDATE audit_head SET seq = 99",
    ],
)
def test_the_database_refuses_to_change_the_journal(database, officer, attack):
    with transaction():
        did("kept", officer)
    with pytest.raises(DBAPIError, match=r"append-only|only moves"), transaction():
        db.session().execute(text(attack))
    assert len(entries()) == 1
