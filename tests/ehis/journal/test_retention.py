"""Messages go when their time is over: whole days of a service, stamped, with a record, and the chain stays provable."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.ehis.journal.conftest import DAY, NOON, ONE
from tests.ehis.journal.test_log import change
from webapp.audit.models import AuditEntry
from webapp.core.actor import SYSTEM, Actor
from webapp.core.transaction import transaction
from webapp.ehis import journal
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.journal import checking
from webapp.ehis.journal.jobs import destroy_messages
from webapp.ehis.journal.models import ArchivedMessage, Destruction, Segment
from webapp.ehis.journal.retention import Rules, destroy_due, set_rule
from webapp.ehis.journal.stamping import stamp_all
from webapp.ehis.journal.tokens import Judge

SHORT = "AZ/GOV/DVX/registers/getDebt"
ADMIN = Actor(account_id=1, name="Rəşad Quliyev")
LONG_AGO = DAY - timedelta(days=1200)


@pytest.fixture
def grown(database, authority):
    """Two services over ten old days and today, stamped; the second is kept for thirty days."""
    for ago in (1200, 1199, 40, 20, 0):
        at = NOON - timedelta(days=ago)
        journal.write([replace(ONE, at=at), replace(ONE, at=at), replace(ONE, at=at, service=f"{SHORT}/v1")])
        stamp_all(authority)
    with transaction():
        set_rule(f"{SHORT}/v1", 30, what="sorğu və cavab", basis="müqavilə 7, b. 4", actor=ADMIN)
    return database


def destroy():
    with transaction():
        return {one.service: (one.segments, one.messages) for one in destroy_due(actor=SYSTEM)}


def left():
    with transaction(read_only=True) as session:
        query = select(Segment.service, Segment.day).join(ArchivedMessage).distinct()
        return sorted((service, (DAY - day).days) for service, day in session.execute(query))


def report(authority):
    with transaction(snapshot=True):
        return checking.check(LONG_AGO, DAY, judge=Judge(authority.roots()))


def test_each_service_is_kept_for_its_own_time_and_the_rest_stays_provable(grown, authority):
    assert destroy() == {ONE.service: (2, 4), f"{SHORT}/v1": (3, 3)}
    assert destroy() == {}
    assert left() == [(ONE.service, 0), (ONE.service, 20), (ONE.service, 40), (f"{SHORT}/v1", 0), (f"{SHORT}/v1", 20)]
    found = report(authority)
    assert (found.faults, found.messages, found.stamps) == ((), 8, 5)


def test_the_record_says_who_what_how_many_until_when_and_on_which_ground(grown):
    destroy()
    with transaction(read_only=True) as session:
        row = session.scalars(select(Destruction).where(Destruction.service == f"{SHORT}/v1")).one()
        entry = session.scalars(select(AuditEntry).where(AuditEntry.object_key == f"{SHORT}/v1")).one()

    assert (row.actor_name, row.messages, row.keep_days, row.basis) == ("Kabinet", 3, 30, "müqavilə 7, b. 4")
    assert (row.first_day, row.last_day) == (LONG_AGO, DAY - timedelta(days=40))
    assert len(row.heads.splitlines()) == 3
    assert (entry.action, entry.detail["messages"]) == ("ehis.messages_destroyed", 3)


def test_what_is_not_stamped_waits(database):
    journal.write([replace(ONE, at=NOON - timedelta(days=1200))])
    assert destroy() == {}
    assert len(left()) == 1


def test_a_destroyed_day_takes_nothing_more(grown):
    destroy()
    with pytest.raises(ArchiveFailed):
        journal.write([replace(ONE, at=NOON - timedelta(days=1200))])


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM ehis_archive WHERE segment_id IN (SELECT id FROM ehis_segments WHERE day < '2024-01-01')",
        "UPDATE ehis_segments SET destruction_id = (SELECT min(id) FROM ehis_destructions)",
        "DELETE FROM ehis_destructions",
        "UPDATE ehis_destructions SET messages = 1",
    ],
)
def test_no_other_way_leads_to_destruction(grown, statement):
    with transaction() as session:
        session.add(
            Destruction(
                actor_name="x",
                service=ONE.service,
                first_day=LONG_AGO,
                last_day=DAY,
                messages=1,
                keep_days=30,
                basis="x",
                heads="",
            )
        )
    with pytest.raises(IntegrityError, match="only grows"), grown.begin_nested():
        grown.execute(text(statement))


def test_half_a_day_does_not_go(grown):
    with transaction() as session:
        row = Destruction(
            actor_name="x",
            service=ONE.service,
            first_day=LONG_AGO,
            last_day=LONG_AGO,
            messages=2,
            keep_days=30,
            basis="x",
            heads="",
        )
        session.add(row)
        session.flush()
        segment = session.scalars(select(Segment).where(Segment.day == LONG_AGO, Segment.service == ONE.service)).one()
        segment.destruction_id = row.id
    with pytest.raises(IntegrityError, match="goes whole"), grown.begin_nested():
        grown.execute(text(f"DELETE FROM ehis_archive WHERE segment_id = {segment.id} AND position = 1"))  # noqa: S608 - a number


def test_a_false_record_is_found(grown, authority):
    destroy()
    grown.execute(text("ALTER TABLE ehis_destructions DISABLE TRIGGER ALL"))
    change(grown, "UPDATE ehis_destructions SET heads = replace(heads, ' 2 ', ' 1 ')")

    assert {fault.what for fault in report(authority).faults} == {"destroyed, and the record says otherwise"}


def test_the_job_and_the_command_do_it_in_portions(app, grown, monkeypatch):
    monkeypatch.setattr("webapp.ehis.journal.retention.AT_ONCE", 1)
    result = app.test_cli_runner().invoke(args=["ehis", "destroy-due"])
    destroy_messages.run(timestamp=0)

    assert f"{SHORT}/v1: 1 messages of 1 days" in result.output
    assert len(left()) == 5


def test_rules_come_from_the_administrator_the_directory_or_the_default(grown):
    with transaction(read_only=True):
        rules = Rules()
        assert (rules.of(f"{SHORT}/v2").keep_days, rules.of(ONE.service).keep_days) == (30, 1095)
        assert [(rule.service, rule.source) for rule in rules.listed()] == [
            ("AZ/GOV/DIN/registers/getPerson", "default"),
            (SHORT, "set"),
        ]


def test_a_service_of_ours_is_kept_as_its_procedure_in_the_directory_says(database, monkeypatch):
    from webapp.ehis.directory.queries import VersionEntry
    from webapp.ehis.journal import retention

    live = VersionEntry("getPermit", "İcazə", "v1", "live", NOON, None, "sorğu və cavab", 730)
    monkeypatch.setattr(retention.directory, "versions", lambda: [live])
    with transaction(read_only=True):
        rules = Rules()
        ours, other = rules.of("AZ/GOV/AYNA/kabinet/getPermit/v1"), rules.of("AZ/GOV/AYNA/kabinet/getPermit/v2")

    assert (ours.keep_days, ours.what, ours.source) == (730, "sorğu və cavab", "directory")
    assert (other.keep_days, other.source) == (1095, "default")
