"""Chains are anchored and checked; what is held stays, what is over goes and leaves its proof."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from webapp.core import db, files
from webapp.core.clock import now
from webapp.core.errors import Unavailable
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.incidents.models import Incident
from webapp.waybills.evidence import checking, holding, merkle
from webapp.waybills.evidence.anchoring import anchor_all
from webapp.waybills.evidence.erasing import erase_due
from webapp.waybills.evidence.errors import AnotherPersonNeeded, ChainBroken, HeldAlready, NotInThisState
from webapp.waybills.evidence.permissions import WAYBILLS_HOLD
from webapp.waybills.evidence.retention import keeping_of
from webapp.waybills.models import Anchor, Erasure, GrownChain, RetentionTerm, Waybill
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.services.closing import close
from webapp.waybills.services.travelling import depart


def faults(public_id):
    with transaction(read_only=True):
        return [*checking.faults_of(waybill_by_public_id(public_id)), *checking.anchor_faults()]


def tamper(*statements):
    with transaction() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            session.execute(text(statement))


@pytest.mark.parametrize("count", range(1, 10))
def test_every_leaf_leads_to_the_root_and_no_other_does(count):
    leaves = [merkle.leaf(bytes([place])) for place in range(count)]
    root = merkle.root(leaves)
    for place, leaf in enumerate(leaves):
        proof = merkle.proof(leaves, place)
        assert merkle.root_from(leaf, proof) == root
        assert merkle.root_from(merkle.leaf(b"other"), proof) != root


def test_the_root_is_the_one_that_certificate_transparency_publishes():
    given_ = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    root = merkle.root([merkle.leaf(bytes.fromhex(one)) for one in given_])
    assert root.hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@settings(max_examples=20)
@given(st.lists(st.binary(max_size=3), min_size=2, max_size=20, unique=True))
def test_a_changed_leaf_changes_the_root(data):
    leaves = [merkle.leaf(one) for one in data]
    assert merkle.root([merkle.leaf(b"????"), *leaves[1:]]) != merkle.root(leaves)


def test_anchors_name_each_other_and_only_chains_that_grew(life):
    first, second = life.world.offered(), life.world.accepted()
    assert (anchor_all(), anchor_all()) == (1, 0)
    with transaction():
        depart(second, version=life.world.version(second), actor=life.world.driver)
    assert anchor_all() == 1
    with transaction(read_only=True):
        anchors = list(db.session().scalars(select(Anchor).order_by(Anchor.number)))
        assert anchors[1].sha256.hex()
        assert anchors[0].sha256.hex() in anchors[1].statement.decode()
        assert '"chains":1' in anchors[1].statement.decode()
        assert db.session().scalars(select(GrownChain)).all() == []
    assert (faults(first), faults(second)) == ([], [])


TAMPERED = {
    "UPDATE waybill_acts SET reason = 'x' WHERE seq = 1": "does not fit the chain",
    "UPDATE waybill_evidence SET statement = '{}'": "does not hold",
    "DELETE FROM waybill_evidence": "is missing",
    "UPDATE waybill_anchored_heads SET hash = sha256('x')": "names another act",
    "UPDATE waybill_anchors SET statement = replace(convert_from(statement, 'UTF8'), 'chains', 'chainz')\\:\\:bytea": "another one",
}


def test_whatever_is_changed_by_hand_is_found(life):
    public_id = life.offered()
    anchor_all()
    assert faults(public_id) == []
    for statement, said in TAMPERED.items():
        with pytest.raises(_Undone), transaction() as session:
            session.execute(text("SET LOCAL session_replication_role = replica"))
            session.execute(text(statement))
            found = [*checking.faults_of(waybill_by_public_id(public_id)), *checking.anchor_faults()]
            assert any(said in fault for fault in found), (statement, found)
            raise _Undone


class _Undone(Exception):
    pass


def test_nothing_is_added_to_a_chain_that_does_not_hold_and_the_agency_hears_of_it(life):
    public_id = life.world.accepted()
    tamper("UPDATE waybill_acts SET reason = 'x' WHERE seq = 1")
    with pytest.raises(ChainBroken), transaction():
        depart(public_id, version=life.world.version(public_id), actor=life.world.driver)
    assert anchor_all() == 0
    with transaction(read_only=True):
        assert [one.kind for one in db.session().scalars(select(Incident))] == ["security"]


def test_the_command_checks_one_and_a_whole_day(life, app):
    public_id = life.world.offered()
    life.seal()
    runner = app.test_cli_runner()
    assert "1 waybills" in runner.invoke(args=["waybills", "verify-evidence"]).output
    assert runner.invoke(args=["waybills", "verify-evidence", "--waybill", public_id]).exit_code == 0
    assert runner.invoke(args=["waybills", "verify-evidence", "--waybill", "0"]).exit_code == 1
    tamper("UPDATE waybill_acts SET actor_name = 'x'")
    assert runner.invoke(args=["waybills", "verify-evidence"]).exit_code == 1


@pytest.fixture
def archivists(world):
    rights = frozenset({WAYBILLS_HOLD.code})
    return [replace(one, rights=rights) for one in (world.carrier, world.consignor)]


@pytest.fixture
def over(life):
    """A delivered waybill that was closed two years ago, when ordinary ones were kept for one."""
    return long_ago(life.world.delivered())


def long_ago(public_id):
    with transaction():
        db.session().query(Waybill).update({"closes_at": now() - timedelta(seconds=1)})
    with transaction():
        assert close(public_id)
    with transaction():
        db.session().query(Waybill).update({"changed_at": now() - timedelta(days=2 * 365)})
        db.session().add(
            RetentionTerm(
                klass="ordinary",
                valid_from=date(2024, 6, 1),
                archive_after_days=30,
                keep_days=365,
                assumed=False,
                basis="Sınaq",
            )
        )
    return public_id


def hold_on(public_id, actor):
    with transaction():
        return holding.ask_hold(number_of_open(public_id), document="Q-1", reason="Məhkəmə", actor=actor)


def number_of_open(public_id):
    return waybill_by_public_id(public_id).number


def imported(public_id):
    """Say that the waybill came from a row of a table, which kept the row."""
    with transaction() as session:
        session.execute(
            text(
                "WITH read AS (INSERT INTO waybill_imports (public_id, name, state, party_id, sha256, row_count, faults,"
                " created_at, wanted_at) VALUES ('I', 'a.csv', 'done', 1, '', 1, '[]', now(), now()) RETURNING id) "
                "INSERT INTO waybill_import_rows (import_id, place, reference, content, made)"
                " SELECT id, 1, 'Nigar', '{\"goods\": \"alma\"}', :made FROM read"
            ),
            {"made": public_id},
        )


def test_what_is_over_is_erased_and_its_proof_stays(life):
    over = long_ago(life.world.delivered())
    imported(over)
    life.seal()
    with transaction(read_only=True):
        waybill = waybill_by_public_id(over)
        keeping = keeping_of(waybill)
        assert (keeping.term.klass, keeping.term.assumed, keeping.is_archived) == ("ordinary", False, True)
        token, hashes = waybill.document_token, [one.sha256 for one in documents.versions(waybill.document_token)]
    assert (erase_due(), erase_due()) == (1, 0)
    with transaction(read_only=True) as session:
        for key in session.scalars(
            text("SELECT args->>'key' FROM procrastinate_jobs WHERE task_name = 'waybills.destroy_file'")
        ):
            files.destroy(key)
    with transaction(read_only=True):
        waybill, erasure = waybill_by_public_id(over), db.session().scalars(select(Erasure)).one()
        assert (waybill.content, waybill.current, waybill.driver_fin, waybill.vehicle_plate) == ({}, None, None, None)
        assert erasure.proof["documents"] == hashes
        assert len(erasure.proof["acts"]) == 6
        said = str(erasure.proof) + erasure.statement.decode()
        assert "İsmayılova" not in said
        assert "Məmmədov" not in said
        for n in range(1, len(hashes) + 1):
            with pytest.raises(Unavailable):
                documents.pdf(token, n)
        left = (
            db.session()
            .execute(text("SELECT string_agg(actor_name || reason || data::text, '') FROM waybill_acts"))
            .scalar()
        )
        assert left == "{}" * 6
        assert db.session().execute(text("SELECT reference, content::text FROM waybill_import_rows")).all() == [
            ("", "{}")
        ]
    assert faults(over) == []
    with pytest.raises(Exception, match="does not come back"), transaction() as session:
        session.execute(text("UPDATE waybills SET erased_at = NULL"))


def test_nothing_that_is_held_is_erased_not_even_by_sql(over, archivists):
    hold_on(over, archivists[0])
    assert erase_due() == 0
    with pytest.raises(Exception, match="a held waybill is not erased"), transaction() as session:
        session.execute(
            text(
                "INSERT INTO waybill_erasures SELECT id, 'ordinary', '2024-03-01', '2020-01-01', '{}', '', '', now() FROM waybills"
            )
        )


def test_nothing_is_erased_before_its_day_not_even_by_sql(life):
    life.world.offered()
    life.seal()
    assert erase_due() == 0
    with pytest.raises(Exception, match="before its term is over"), transaction() as session:
        session.execute(
            text(
                "INSERT INTO waybill_erasures SELECT id, 'ordinary', '2024-03-01', '2999-01-01', '{}', '', '', now() FROM waybills"
            )
        )
    for statement in (
        "UPDATE waybill_acts SET data = '{}'",
        "DELETE FROM waybill_evidence",
        "UPDATE waybill_evidence SET kind = 'seal'",
    ):
        with pytest.raises(Exception, match="only added"), transaction() as session:
            session.execute(text(statement))


def test_a_hold_begins_and_ends_by_two(over, archivists):
    first, second = archivists
    hold = hold_on(over, first)
    with pytest.raises(AnotherPersonNeeded), transaction():
        holding.confirm(hold, actor=first)
    with pytest.raises(HeldAlready), transaction():
        holding.ask_hold(number_of_open(over), document="Q-2", reason="Yoxlama", actor=second)
    with transaction():
        holding.confirm(hold, actor=second)
    with pytest.raises(NotInThisState), transaction():
        holding.decline(hold, actor=second)
    with transaction():
        holding.ask_release(hold, reason="Bitdi", actor=second)
    with pytest.raises(AnotherPersonNeeded), transaction():
        holding.release(hold, actor=second)
    assert erase_due() == 0
    with transaction():
        holding.release(hold, actor=first)
    assert erase_due() == 1


def test_somebody_who_complained_keeps_the_waybill_longer(over):
    with transaction() as session:
        session.execute(text("ALTER TABLE waybill_acts DISABLE TRIGGER append_only"))
        session.execute(text("UPDATE waybill_acts SET action = 'complain' WHERE action = 'close'"))
    with transaction(read_only=True):
        keeping = keeping_of(waybill_by_public_id(over))
        assert (keeping.term.klass, keeping.term.keep_days) == ("disputed", 3650)
