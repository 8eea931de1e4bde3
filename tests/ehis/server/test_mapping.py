"""The adaptation of answers to our form: shown, tried with a sample, changed only when the sample proves it."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from mocks.ehis.registers import answer
from tests.ehis.server.conftest import HERE
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question
from webapp.ehis.server import mapping, placement
from webapp.ehis.server.errors import BadMapping

PLACE = f"{HERE}/mapping/getPerson"


def sample(**changes):
    root = answer("getPerson", {"fin": "5AYS3L1"}, at=datetime.now(UTC))
    for name, value in changes.items():
        for node in root.iter(f"{{*}}{name}"):
            if value is None:
                node.getparent().remove(node)
            else:
                node.text = value
    return etree.tostring(root, encoding="unicode")


def tried(text, **paths):
    policy = POLICIES["getPerson"]
    return mapping.try_sample(policy, text, {**mapping.mapping_of(policy), **paths})


def test_every_asked_service_has_a_page(steering, appointed):
    page = steering.open(f"{HERE}/mapping")
    assert all(code in page.words for code in POLICIES)
    steering.open(f"{HERE}/mapping/getEverything", expect=404)
    for code in POLICIES:
        steering.open(f"{HERE}/mapping/{code}", expect=200)


def test_a_sample_shows_the_mapped_values(steering, appointed):
    page = steering.submit(steering.open(PLACE), f"{PLACE}/try", expect=200, sample=sample())

    assert "Nümunə oxundu." in page.words
    assert "Aysel" in page.words
    assert "given_name" in page.words


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"birthDate": "31.12.1990"}, "birthDate"),
        ({"fin": "IIIIIII"}, "fin"),
        ({"address": None}, "document"),
        ({"asOf": "yesterday"}, "asOf"),
    ],
)
def test_a_sample_with_a_fault_names_the_field(changes, where):
    fault = tried(sample(**changes)).fault
    assert where in fault.where
    assert str(fault.why)


@pytest.mark.parametrize("text", ["<a", "", "<!DOCTYPE a><a/>", "<a/>", "x" * 70_000, "<a>" * 500])
def test_what_is_no_answer_at_all_is_said(text):
    assert tried(text).fault is not None


def test_a_field_read_as_another_kind_is_at_fault():
    fault = tried(sample(), birth_date="address").fault
    assert fault.where == "address → birth_date"


@pytest.mark.parametrize("path", ["a b", "../x", "a[1]", "", "a//b", "{urn:x}a", "a=b", "a/b/c/d/e/f"])
def test_a_path_is_the_name_of_an_element(path):
    assert tried(sample(), address=path).fault is not None


def test_a_change_is_saved_with_a_good_sample_and_answers_are_read_by_it(steering, appointed, registers, archive):
    page = steering.open(PLACE)
    refused = steering.submit(
        page, f"{PLACE}/try", to=PLACE, expect=422, sample=sample(), **{"path-address": "nowhere"}
    )
    assert "nowhere" in refused.words
    typed = {"sample": sample(), "path-address": "birthPlace"}
    answered = steering.submit(page, f"{PLACE}/try", to=PLACE, expect=303, **typed)
    page = steering.open(answered.headers["Location"])
    assert "address=birthPlace" in page.words

    assert placement.element_of("getPerson", "address") == "birthPlace"
    assert placement.element_of("getPerson", "givenName") == "givenName"
    assert placement.element_of("verifyDocument", "address") == "address"


def test_what_ties_an_answer_to_its_question_is_never_moved(appointed):
    moved = {**mapping.mapping_of(POLICIES["getPerson"]), "fin": "document/number"}
    with pytest.raises(BadMapping), transaction():
        mapping.change_mapping("getPerson", sample(), moved, actor=SYSTEM)


def test_a_real_answer_is_read_as_the_administrator_said(appointed, exchange):
    question = Question(POLICIES["getPerson"], {"fin": "5AYS3L1"}, "AZ2ZAR9W1", Purpose.PERMIT, "1")
    before = exchange.ask(question).rows[0]["address"]
    moved = {**mapping.mapping_of(POLICIES["getPerson"]), "address": "birthPlace"}
    with transaction():
        mapping.change_mapping("getPerson", sample(), moved, actor=SYSTEM)
    after = exchange.ask(question).rows[0]["address"]

    assert before != after
    assert after[0] in sample()
