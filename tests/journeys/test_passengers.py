"""The passenger list as people type and paste it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.journeys.content import Passenger
from webapp.journeys.passengers import NotAPassenger, doubled, read_passengers, write_passengers

YEAR = 2026
WORD = st.text("abcçdeəfgğhxıijkqlmnoöprsştuüvyz", min_size=2, max_size=12)
PEOPLE = st.builds(
    Passenger,
    name=st.builds("{} {}".format, WORD, WORD),
    document=st.from_regex(r"\A[A-Z0-9]{5,12}\Z"),
    nationality=st.sampled_from(["AZ", "TR", "Gürcüstan"]),
    born=st.integers(1900, YEAR),
)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Aysel Məmmədova", Passenger(name="Aysel Məmmədova")),
        (
            "1. Aysel Məmmədova; AA 1234567; AZ; 1990",
            Passenger(name="Aysel Məmmədova", document="AA1234567", nationality="AZ", born=1990),
        ),
        (
            "12) Aysel Məmmədova\taa1234567\tAZ\t05.07.1990",
            Passenger(name="Aysel Məmmədova", document="AA1234567", nationality="AZ", born=1990),
        ),
        ("Aysel Məmmədova, AA1234567", Passenger(name="Aysel Məmmədova", document="AA1234567")),
    ],
)
def test_a_line_is_read_however_it_is_divided(line, read):
    assert read_passengers(f"\n{line}\n\n", YEAR) == [read]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Aysel", "name"),
        ("A" * 100 + " " + "B" * 200, "name"),
        ("Aysel Məmmədova; AA-1", "document"),
        ("Aysel Məmmədova; AA1234567; AZ; 2027", "born"),
        ("Aysel Məmmədova; AA1234567; AZ; 1899", "born"),
        ("Aysel Məmmədova; AA1234567; AZ; doqquz", "born"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line, code):
    with pytest.raises(NotAPassenger) as refused:
        read_passengers(f"Elvin Quliyev\n\n{line}", YEAR)
    assert (refused.value.line, refused.value.code) == (3, code)


def test_a_list_has_an_end():
    with pytest.raises(NotAPassenger, match="too-many"):
        read_passengers("Aysel Məmmədova\n" * 101, YEAR)


@given(st.lists(PEOPLE, max_size=20))
def test_what_is_written_reads_the_same(people):
    assert read_passengers(write_passengers(people), YEAR) == people


def test_the_same_document_twice_is_found():
    one, other = Passenger(name="A B", document="AA1"), Passenger(name="C D", document="AA1")
    assert doubled([one, Passenger(name="E F"), Passenger(name="G H"), other]) == {"AA1"}
