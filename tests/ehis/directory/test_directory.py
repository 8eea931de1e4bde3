"""The directory: every change is audited, published, and possible only from the state that leads to it."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from webapp.core import bus, db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.transaction import savepoint
from webapp.ehis import api, events
from webapp.ehis.directory.models import OfficialRow, VersionRow
from webapp.ehis.errors import (
    AlreadyInState,
    NotARegisterNumber,
    NotGranted,
    ProcedureNeeded,
    ReasonNeeded,
    UnknownClient,
    UnknownGroup,
    UnknownMember,
    UnknownService,
    UnknownVersion,
)
from webapp.ehis.faults import Refused

TAXES = "AZ/GOV/TAXES"
CLIENT = f"{TAXES}/audit"
SCHEMA = "<schema/>"


@pytest.fixture
def heard(monkeypatch):
    facts = []
    kinds = [kind for kind in vars(events).values() if isinstance(kind, type) and kind.__module__ == events.__name__]
    monkeypatch.setattr(bus, "_reactions", {kind: [bus.Reaction(kind, facts.append)] for kind in kinds})
    return facts


@pytest.fixture
def taxes(opened, heard):
    api.register_member(TAXES, "Vergi xidməti", "9900099991", actor=SYSTEM)
    assert api.register_client(TAXES, "audit", actor=SYSTEM) == CLIENT
    api.register_service("exampleStatus", "Nümunə", actor=SYSTEM)
    return heard


def test_a_member_is_registered_blocked_unblocked_and_disconnected(taxes):
    assert api.state_of(TAXES) == "registered"
    api.block_member(TAXES, "harms the portal", actor=SYSTEM)
    assert api.state_of(TAXES) == "blocked"
    api.unblock_member(TAXES, actor=SYSTEM)
    api.block_member(TAXES, "personal data", actor=SYSTEM)
    api.disconnect_member(TAXES, "not remedied", actor=SYSTEM)

    assert taxes == [
        events.MemberBlocked(member=TAXES, reason="harms the portal"),
        events.MemberUnblocked(member=TAXES),
        events.MemberBlocked(member=TAXES, reason="personal data"),
        events.MemberDisconnected(member=TAXES, reason="not remedied"),
    ]
    (entry,) = [member for member in api.members() if member.code == TAXES]
    assert (entry.state, entry.reason, entry.voen) == ("disconnected", "not remedied", "9900099991")

    api.register_member(TAXES, "Vergi xidməti", actor=SYSTEM)
    assert api.state_of(TAXES) == "registered"


def test_steps_that_lead_nowhere_are_refused(taxes):
    with pytest.raises(AlreadyInState):
        api.register_member(TAXES, "again", actor=SYSTEM)
    with pytest.raises(AlreadyInState):
        api.unblock_member(TAXES, actor=SYSTEM)
    with pytest.raises(ReasonNeeded):
        api.block_member(TAXES, "  ", actor=SYSTEM)
    with pytest.raises(UnknownMember):
        api.block_member("AZ/GOV/NOBODY", "why", actor=SYSTEM)
    with pytest.raises(Refused):
        api.register_member("AZ/GOV/A_B", "wrong letters", actor=SYSTEM)
    api.disconnect_member(TAXES, "abolished", actor=SYSTEM)
    with pytest.raises(AlreadyInState):
        api.block_member(TAXES, "too late", actor=SYSTEM)


def test_a_version_goes_live_only_with_its_archive_procedure(taxes):
    api.draft_version("exampleStatus", "v1", SCHEMA, actor=SYSTEM)
    with pytest.raises(ProcedureNeeded):
        api.publish_version("exampleStatus", "v1", archive_what=" ", archive_days=30, actor=SYSTEM)
    with pytest.raises(ProcedureNeeded):
        api.publish_version("exampleStatus", "v1", archive_what="all", archive_days=0, actor=SYSTEM)
    with pytest.raises(IntegrityError), savepoint():
        db.session().query(VersionRow).filter_by(version="v1").update({"state": "live"})


def test_versions_run_side_by_side_until_the_end_of_one_comes(taxes):
    for version in ("v1", "v2"):
        api.draft_version("exampleStatus", version, SCHEMA, actor=SYSTEM)
        api.put_version_to_test("exampleStatus", version, actor=SYSTEM)
        api.publish_version("exampleStatus", version, archive_what="all", archive_days=30, actor=SYSTEM)
    ends_at = now() + timedelta(days=40)
    api.end_version("exampleStatus", "v1", ends_at, actor=SYSTEM)

    assert [entry.state for entry in api.versions("exampleStatus")] == ["live", "live"]
    assert taxes[-1] == events.VersionEnded(service="exampleStatus", version="v1", ends_at=ends_at)
    assert events.VersionLive(service="exampleStatus", version="v2") in taxes

    api.end_version("exampleStatus", "v1", now() - timedelta(seconds=1), actor=SYSTEM)
    assert [entry.state for entry in api.versions("exampleStatus")] == ["ended", "live"]


def test_what_was_contracted_for_is_not_changed_behind_its_users(taxes):
    api.draft_version("exampleStatus", "v1", SCHEMA, actor=SYSTEM)
    api.draft_version("exampleStatus", "v1", "<other/>", actor=SYSTEM)
    api.publish_version("exampleStatus", "v1", archive_what="all", archive_days=30, actor=SYSTEM)

    for refused in (
        lambda: api.draft_version("exampleStatus", "v1", SCHEMA, actor=SYSTEM),
        lambda: api.publish_version("exampleStatus", "v1", archive_what="all", archive_days=30, actor=SYSTEM),
        lambda: api.put_version_to_test("exampleStatus", "v1", actor=SYSTEM),
    ):
        with pytest.raises(AlreadyInState):
            refused()
    with pytest.raises(UnknownVersion):
        api.end_version("exampleStatus", "v9", now(), actor=SYSTEM)


def test_rights_are_granted_renewed_and_taken_away_with_their_endpoints(taxes):
    api.grant_right(CLIENT, "exampleStatus", contract="A-1", actor=SYSTEM)
    api.grant_right(CLIENT, "exampleStatus", contract="A-2", actor=SYSTEM)
    api.grant_right(CLIENT, "exampleStatus", method="GET", path="/a/*", actor=SYSTEM)

    assert [(entry.contract, entry.path) for entry in api.rights(client=CLIENT)] == [("A-2", None), (None, "/a/*")]
    api.revoke_right(CLIENT, "exampleStatus", method="GET", path="/a/*", actor=SYSTEM)
    api.grant_right(CLIENT, "exampleStatus", method="GET", path="/a/*", actor=SYSTEM)
    api.revoke_right(CLIENT, "exampleStatus", actor=SYSTEM)

    assert api.rights(client=CLIENT) == []
    assert taxes[-1] == events.RightRevoked(client=CLIENT, service="exampleStatus")
    with pytest.raises(NotGranted):
        api.revoke_right(CLIENT, "exampleStatus", actor=SYSTEM)


def test_rights_name_what_is_there(taxes):
    with pytest.raises(UnknownClient):
        api.grant_right(f"{TAXES}/other", "exampleStatus", actor=SYSTEM)
    with pytest.raises(UnknownService):
        api.grant_right(CLIENT, "other", actor=SYSTEM)
    with pytest.raises(ValueError, match="method and a path"):
        api.grant_right(CLIENT, "exampleStatus", method="GET", actor=SYSTEM)


def test_officials_are_kept_unreadable_and_their_history_stays(taxes):
    api.set_officials(CLIENT, [("2RSD4K7", "Rəşad Məmmədov"), ("7LYL5H2", "Leyla Əliyeva")], actor=SYSTEM)
    api.set_officials(CLIENT, [("7LYL5H2", "Leyla Əliyeva")], actor=SYSTEM)
    api.set_officials(CLIENT, [("7LYL5H2", "Leyla Əliyeva"), ("2RSD4K7", "Rəşad Məmmədov")], actor=SYSTEM)

    assert [name for name, _ in api.officials(CLIENT)] == ["Leyla Əliyeva", "Rəşad Məmmədov"]
    assert db.session().query(OfficialRow).count() == 3
    stored = db.session().execute(text("SELECT string_agg(encode(name, 'escape'), '') FROM ehis_client_officials"))
    assert "Leyla" not in stored.scalar_one()
    with pytest.raises(NotARegisterNumber):
        api.set_officials(CLIENT, [("nobody", "x")], actor=SYSTEM)
    api.set_officials(CLIENT, None, actor=SYSTEM)
    assert [entry.officials_listed for entry in api.clients(TAXES)] == [False]


def test_a_certificate_is_blocked_by_its_fingerprint(taxes):
    api.block_certificate("ab" * 32, "lost", actor=SYSTEM)
    api.block_certificate("ab" * 32, "lost", actor=SYSTEM)
    api.unblock_certificate("ab" * 32, actor=SYSTEM)
    with pytest.raises(NotGranted):
        api.unblock_certificate("ab" * 32, actor=SYSTEM)
    with pytest.raises(ValueError, match="SHA-256"):
        api.block_certificate("12:34", "lost", actor=SYSTEM)
    with pytest.raises(ReasonNeeded):
        api.block_certificate("ab" * 32, "", actor=SYSTEM)


def test_the_demo_participants_are_there_once(opened):
    from webapp.ehis.directory.seed import AGENCY, seed_directory

    seed_directory()
    seed_directory()

    granted = {entry.service for entry in api.rights(client=AGENCY)}
    assert granted == {"carrierStatus", "permitCardByPlate", "waybillByNumber", "waybillsByPlate", "tripPassengers"}
    assert "driverCertificates" in api.services()
    assert {"AZ/GOV/AYNA/kabinet", AGENCY} <= {entry.path for entry in api.clients()}
    assert {entry.state for entry in api.versions()} <= {"live"}


def test_what_is_granted_to_a_group_counts_for_who_is_in_it(taxes):
    api.name_group("inspectors", "Yoxlama aparan orqanlar", actor=SYSTEM)
    api.put_into_group("inspectors", CLIENT, actor=SYSTEM)
    api.grant_to_group("inspectors", "exampleStatus", contract="G-1", actor=SYSTEM)
    api.grant_to_group("inspectors", "exampleStatus", contract="G-2", actor=SYSTEM)
    (entry,) = api.rights(client=CLIENT)
    assert (entry.group, entry.contract, entry.service) == ("inspectors", "G-2", "exampleStatus")
    assert taxes[-1] == events.RightGranted(client=CLIENT, service="exampleStatus")
    assert api.groups() == [
        api.GroupEntry("inspectors", "Yoxlama aparan orqanlar", (CLIENT,), ("exampleStatus",)),
    ]

    api.leave_groups(CLIENT, actor=SYSTEM)
    assert api.rights(client=CLIENT) == []
    api.revoke_from_group("inspectors", "exampleStatus", actor=SYSTEM)
    with pytest.raises(NotGranted):
        api.revoke_from_group("inspectors", "exampleStatus", actor=SYSTEM)
    with pytest.raises(UnknownGroup):
        api.put_into_group("nobody", CLIENT, actor=SYSTEM)


def test_a_group_is_never_taken_for_a_client(taxes):
    with pytest.raises(IntegrityError), savepoint():
        api.name_group(CLIENT, "Vergi", actor=SYSTEM)
