"""The rules as tables: form 2, terms, life cycles, the model form of a regulation, what a definition must say."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from webapp.catalogue.content import is_address, missing_of
from webapp.catalogue.labels import FORM2
from webapp.catalogue.offer import Fee, Operation, fees_on
from webapp.catalogue.own import REGISTRATION, VERIFY
from webapp.catalogue.points import POINTS, WRITTEN, missing_points
from webapp.catalogue.regulation import NONE, regulation_of
from webapp.catalogue.rules import (
    APPLICATION,
    DECISION_DAYS,
    DISCUSSION,
    Draft,
    NotAllowed,
    Request,
    State,
    is_discussed,
    is_late_change,
    next_draft,
    next_state,
    register_number,
)
from webapp.core.working_days import add
from webapp.waybills.offers import WAYBILL

DAY = date(2026, 11, 22)
FULL = {
    "body": "a",
    "name": "b",
    "content": "c",
    "legal_basis": "d",
    "kind": "informative",
    "payment": "free",
    "users": ["state"],
    "place": "https://a.az/x",
    "confirmed": True,
    "number": "ER-000001",
    "changed_on": "2026-11-20",
}


def test_form_2_has_the_ten_items_of_the_act():
    assert [str(label) for label in FORM2.values()] == [
        "Elektron xidmət göstərən dövlət qurumunun adı",
        "Elektron xidmət haqqında məlumatın",
        "Elektron xidmətin adı",
        "Elektron xidmətin digər icraçıları",
        "Elektron xidmətin məzmunu",
        "Elektron xidmətin göstərilməsinin hüquqi əsası",
        "Elektron xidmətin növü",
        "Elektron xidmət üzrə ödəniş",
        "Elektron xidmətin istifadəçiləri",
        "Elektron xidmətin təqdim olunma yeri",
    ]


@pytest.mark.parametrize("request_", list(Request))
def test_a_whole_application_misses_nothing(request_):
    assert missing_of(request_, FULL, head="Kərimova", today=DAY) == []


@pytest.mark.parametrize(
    "name", ["body", "name", "content", "legal_basis", "kind", "payment", "users", "place", "confirmed"]
)
def test_each_item_is_missed_at_its_own_field(name):
    missing = missing_of(Request.REGISTER, {**FULL, name: ""}, head="Kərimova", today=DAY)
    assert [field for field, _text in missing] == [name]


def test_what_amending_and_cancelling_need_besides():
    bare = {**FULL, "number": "", "changed_on": ""}
    assert [field for field, _ in missing_of(Request.AMEND, bare, head="", today=DAY)] == [
        "number",
        "changed_on",
        "head",
    ]
    assert [field for field, _ in missing_of(Request.CANCEL, bare, head="x", today=DAY)] == ["number"]
    later = {**FULL, "changed_on": "2026-11-23"}
    assert [field for field, _ in missing_of(Request.AMEND, later, head="x", today=DAY)] == ["changed_on"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("https://ayna.gov.az/x", True),
        ("http://a.az", True),
        ("ayna.gov.az", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://a b.az", False),
        ("https://[", False),
    ],
)
def test_a_place_is_a_whole_address(text, right):
    assert is_address(text) is right


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (date(2026, 11, 27), DECISION_DAYS[Request.AMEND], date(2026, 11, 30)),  # Friday: Monday
        (date(2026, 11, 25), DECISION_DAYS[Request.REGISTER], date(2026, 11, 30)),  # over a weekend
        (date(2026, 12, 30), DECISION_DAYS[Request.AMEND], date(2027, 1, 5)),  # over the new year's holidays
    ],
)
def test_terms_skip_weekends_and_holidays(received, days, due):
    assert add(received, days, {}) == due


def test_a_change_told_after_three_working_days_is_late():
    changed = date(2026, 11, 23)
    last = add(changed, 3, {})
    assert last == date(2026, 11, 26)
    assert not is_late_change(changed, last, last)
    assert is_late_change(changed, last, last + timedelta(days=1))


def test_only_the_steps_of_the_tables_exist():
    for state, action in product(State, {action for _, action in APPLICATION}):
        if (state, action) not in APPLICATION:
            with pytest.raises(NotAllowed):
                next_state(state, action)
    for draft, action in product(Draft, {action for _, action in DISCUSSION}):
        if (draft, action) not in DISCUSSION:
            with pytest.raises(NotAllowed):
                next_draft(draft, action)


@given(actions=lists(sampled_from(sorted({action for _, action in APPLICATION})), max_size=8))
def test_a_decided_application_is_never_decided_again(actions):
    state, decisions = State.DRAFT, 0
    for action in actions:
        try:
            state = next_state(state, action)
        except NotAllowed:
            continue
        decisions += action in {"accept", "refuse"}
    assert decisions <= 1


def test_both_days_belong_to_a_discussion():
    first, last = DAY, DAY + timedelta(days=2)
    days = [DAY + timedelta(days=n) for n in range(-1, 4)]
    assert [is_discussed(first, last, day) for day in days] == [False, True, True, True, False]


def test_register_numbers_are_of_one_shape():
    assert [register_number(n) for n in (1, 999_999)] == ["ER-000001", "ER-999999"]


def test_the_model_form_has_every_point_from_1_1_to_3_6_3():
    numbers = [point.no for point in POINTS]
    assert len(set(numbers)) == len(numbers) == 39
    assert {"1.1", "1.8", "2.2.1", "2.6.2", "3.1", "3.2.2", "3.3.2", "3.4.4", "3.5.2", "3.6.3"} <= set(numbers)


@pytest.mark.parametrize("offer", [WAYBILL, VERIFY, REGISTRATION], ids=lambda offer: offer.code)
def test_every_point_of_a_regulation_says_something(offer):
    texts = regulation_of(offer, place="https://a.az", day=DAY)
    assert list(texts) == [point.no for point in WRITTEN]
    assert missing_points(texts) == []
    assert all(text.strip() for text in texts.values())
    assert texts["2.4"] == "https://a.az"


def test_the_regulation_follows_the_definition_and_the_day():
    fee = Fee(what="Dövlət rüsumu", qepik=1550, basis="Qanun, 1", since=date(2026, 1, 1), until=date(2026, 11, 30))
    paid = replace(VERIFY, fees=(fee,), payment_ways=("internet-ödəmə",))
    before, after = (regulation_of(paid, place="x", day=day) for day in (date(2026, 11, 30), date(2026, 12, 1)))
    assert (before["2.2"], after["2.2"], after["2.2.1"]) == ("ödənişli", "ödənişsiz", NONE)
    assert "15,50 manat" in before["2.2.1"]
    assert fees_on(paid, date(2026, 12, 1)) == []
    assert regulation_of(REGISTRATION, place="x", day=DAY)["1.7"] == "Aşağı hədd 1 iş günü, yuxarı hədd 3 iş günü."


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        ({"legal_basis": ()}, "1.3"),
        ({"duration": ""}, "1.7"),
        ({"level": "partial"}, "1.7"),
        ({"level": "partial", "least_days": 5, "most_days": 3}, "1.7"),
        ({"fees": (Fee(what="x", qepik=1, basis="y", since=DAY),)}, "2.2.1"),
        ({"fees": (Fee(what="x", qepik=0, basis="y", since=DAY),), "payment_ways": ("nağd",)}, "2.2.1"),
        ({"applicants": ()}, "2.3"),
        ({"kind": "interactive"}, "3.2"),
        ({"refusals": ()}, "3.3.1"),
        ({"operations": ()}, "3.4"),
        ({"operations": (Operation(body="", responsible="x", content="y", most="z", result="w"),)}, "3.4"),
        ({"operations": (Operation(body="x", responsible="", content="y", most="z", result="w"),)}, "9.3.4"),
    ],
)
def test_a_definition_that_the_form_does_not_allow_is_refused(changes, point):
    with pytest.raises(ValueError, match=point):
        replace(VERIFY, **changes)
