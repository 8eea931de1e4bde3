"""A record changes by versions alone: what was true when, what was known when, and who said so."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.civil_service.conftest import SOURCE, identity, new_body, of_body, post
from webapp.civil_service.errors import FactAnnulled, FactChanged, FactWrong, NotYourGroup, PostsOverlap, ServantKnown
from webapp.civil_service.groups import GROUPS, Origin
from webapp.civil_service.queries import fact, record_of, servant_by_fin, versions
from webapp.civil_service.services.recording import annul_fact, given_of, record_fact, revise_fact
from webapp.civil_service.services.registering import register_servant
from webapp.civil_service.values import Entered, Given
from webapp.core import db
from webapp.core.actor import SYSTEM

JANUARY = date(2015, 1, 12)


def recorded(servant, given, entered, **more):
    return record_fact(servant.id, given, entered, actor=SYSTEM, **more)


def test_a_new_record_has_a_number_and_the_identity_of_the_population_register(servant):
    assert servant.number.startswith("DQ-")
    assert (servant.full_name, servant.status) == ("Axundov İlqar Cavad oğlu", "trainee")
    assert record_of(servant.id).of("identity")[0].source == "DIN"
    with pytest.raises(ServantKnown):
        register_servant("4LQR2J5", identity(), SOURCE, actor=SYSTEM)


def test_a_post_makes_a_civil_servant_and_its_end_a_former_one(servant, body):
    first = recorded(servant, post(body, JANUARY), of_body(body))
    assert (servant.status, servant.since, servant.post_class) == ("in_service", JANUARY, "a5")
    ended = given_of(first, valid_to=date(2020, 2, 29))
    revise_fact(servant.id, first.entry, ended, of_body(body, reason="öz arzusu ilə çıxıb"), actor=SYSTEM)
    assert (servant.status, servant.ended_on) == ("ended", date(2020, 2, 29))
    assert servant_by_fin("4LQR2J5") is servant


def test_what_was_known_before_a_correction_stays_readable(servant, body):
    first = recorded(servant, post(body, JANUARY), of_body(body))
    right = given_of(first, valid_from=date(2015, 2, 1))
    second = revise_fact(servant.id, first.entry, right, of_body(body, reason="əmrdə belədir"), actor=SYSTEM)
    before = second.known_from - timedelta(microseconds=1)
    assert record_of(servant.id).of("post")[0].valid_from == date(2015, 2, 1)
    assert record_of(servant.id, known_at=before).of("post")[0].valid_from == JANUARY
    assert record_of(servant.id, true_on=date(2015, 1, 20)).of("post") == ()
    assert [(one.version, one.cause) for one in versions(servant.id, first.entry)] == [(1, "entry"), (2, "correction")]


def test_an_annulled_fact_is_gone_from_the_record_and_stays_in_its_history(servant, body):
    wrong = recorded(servant, post(body, JANUARY), of_body(body))
    with pytest.raises(FactWrong):
        annul_fact(servant.id, wrong.entry, of_body(body), actor=SYSTEM)
    annul_fact(servant.id, wrong.entry, of_body(body, reason="başqa şəxsin əmri"), actor=SYSTEM)
    assert record_of(servant.id).of("post") == ()
    assert fact(servant.id, wrong.entry).state == "annulled"
    with pytest.raises(FactAnnulled):
        revise_fact(servant.id, wrong.entry, given_of(wrong), of_body(body, reason="x"), actor=SYSTEM)


def test_a_transfer_ends_the_former_post_the_day_before(servant, body):
    first = recorded(servant, post(body, JANUARY), of_body(body))
    other = new_body("Maliyyə Nazirliyi", "9900070022")
    recorded(servant, post(other, date(2018, 3, 1), title="Şöbə müdiri"), of_body(other), ends_previous=True)
    former = fact(servant.id, first.entry)
    assert (former.valid_to, former.cause, former.order_number) == (date(2018, 2, 28), "succession", "12-K")
    assert servant.post_title == "Şöbə müdiri"


def test_an_order_in_the_past_that_overlaps_a_later_one_is_refused_by_name(servant, body):
    recorded(servant, post(body, JANUARY, title="Baş məsləhətçi"), of_body(body))
    with pytest.raises(PostsOverlap, match="Baş məsləhətçi"):
        recorded(servant, post(body, date(2014, 6, 1), date(2015, 1, 12)), of_body(body))
    recorded(servant, post(body, date(2014, 6, 1), date(2015, 1, 11)), of_body(body))


def test_a_second_post_at_once_is_held_only_in_combination(servant, body):
    recorded(servant, post(body, JANUARY), of_body(body))
    recorded(servant, post(body, date(2016, 1, 1), holding="combined"), of_body(body))
    assert len(record_of(servant.id, true_on=date(2016, 5, 1)).of("post")) == 2


def test_the_database_itself_refuses_two_main_posts_and_any_change_of_a_version(servant, body):
    first = recorded(servant, post(body, JANUARY), of_body(body))
    copy = "INSERT INTO service_facts ({0}) SELECT {1} FROM service_facts WHERE id = :id"
    names = [column.name for column in db.Base.metadata.tables["service_facts"].columns if column.name != "id"]
    values = ["'another'" if name == "entry" else name for name in names]
    for statement in (
        copy.format(", ".join(names), ", ".join(values)),
        "UPDATE service_facts SET valid_from = '2014-01-01' WHERE id = :id",
        "DELETE FROM service_facts WHERE id = :id",
    ):
        with pytest.raises(DBAPIError), db.session().begin_nested():
            db.session().execute(text(statement), {"id": first.id})


def test_a_group_of_another_register_is_not_the_participants_to_enter(servant, body):
    said = Given(group="degree", content={"name": "fəlsəfə doktoru"}, valid_from=JANUARY)
    with pytest.raises(NotYourGroup):
        recorded(servant, said, of_body(body, manual=True, reason="mübadilə yoxdur"))
    recorded(servant, said, Entered(origin=Origin.EHIS, source="AAK", by="EHİS"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"content": {"title": "x", "post_class": "a9", "holding": "main", "admission": "transfer"}}, "post_class"),
        ({"content": {"holding": "main"}}, "title"),
        ({"content": {"salary": "5000"}}, "salary"),
        ({"valid_to": date(2015, 1, 11)}, "valid_to"),
        ({"order_number": None}, "order_number"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(servant, body, changes, field):
    given = post(body, JANUARY)
    said = Given(**{**{name: getattr(given, name) for name in Given.__slots__}, **changes})
    with pytest.raises(FactWrong) as refused:
        recorded(servant, said, of_body(body))
    assert field in refused.value.fields


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.integers(0, 4_000), min_size=1, max_size=4))
def test_every_past_moment_reads_as_it_was_written_then(servant, body, days):
    """Whatever is corrected how often: each version is read at its own moments, and at no other."""
    first = recorded(servant, post(body, JANUARY, holding="acting"), of_body(body))
    written = [first]
    for number in days:
        said = of_body(body, reason="düzəliş")
        given = given_of(written[-1], valid_from=JANUARY + timedelta(days=number))
        written.append(revise_fact(servant.id, first.entry, given, said, actor=SYSTEM))
    for one in written:
        (read,) = [
            fact for fact in record_of(servant.id, known_at=one.known_from).of("post") if fact.entry == one.entry
        ]
        assert (read.version, read.valid_from) == (one.version, one.valid_from)
    annul_fact(servant.id, first.entry, of_body(body, reason="sınaq"), actor=SYSTEM)
    assert record_of(servant.id).of("post") == ()


def test_who_saw_an_older_version_does_not_write_over_a_newer_one(servant, body):
    first = recorded(servant, post(body, JANUARY), of_body(body))
    said = of_body(body, reason="düzəliş")
    revise_fact(servant.id, first.entry, given_of(first, valid_from=date(2015, 1, 13)), said, actor=SYSTEM)
    with pytest.raises(FactChanged):
        revise_fact(servant.id, first.entry, given_of(first), said, actor=SYSTEM, expected=1)


def test_every_group_names_its_clause_and_sealed_fields_are_unreadable_in_the_table(servant):
    assert {one.clause for one in GROUPS if one.origin is Origin.PARTICIPANT} == {
        "2.1.1.1", "2.1.6", "2.1.7", "2.1.9", "2.1.10", "2.1.11",
    }  # fmt: skip
    said = Given(group="family", content={"state": "married", "children": "2"}, valid_from=JANUARY)
    written = recorded(servant, said, Entered(origin=Origin.EHIS, source="EDLIYYE", by="EHİS"))
    assert written.content == {"state": "married", "children": 2}
    raw = db.session().execute(
        text("SELECT content::text, sealed FROM service_facts WHERE id = :id"), {"id": written.id}
    )
    content, sealed = raw.one()
    assert content == "{}"
    assert b"married" not in bytes(sealed)
