"""Terms of papers and who is a driver."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, none

from webapp.carriers.rules import Term, is_driver, term_of
from webapp.carriers.wording import worst_paper

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "term"), [(-1, Term.EXPIRED), (0, Term.SOON), (30, Term.SOON), (31, Term.VALID), (3650, Term.VALID)]
)
def test_a_paper_holds_to_the_end_of_its_last_day(days, term):
    assert term_of(TODAY + timedelta(days=days), TODAY) is term


def test_an_unknown_term_is_not_called_valid():
    assert term_of(None, TODAY) is Term.UNKNOWN


@pytest.mark.parametrize("position", ["Sürücü", "SÜRÜCÜ", "Avtobus sürücüsü", "sürücü-ekspeditor", "Surucu"])
def test_drivers_are_known_by_their_position(position):
    assert is_driver(position)


@pytest.mark.parametrize("position", ["", "Mühasib", "Direktor", "Sürüşmə mütəxəssisi"])
def test_others_are_not(position):
    assert not is_driver(position)


@given(first=none() | dates(), second=none() | dates())
def test_the_card_shows_the_paper_that_is_worst(first, second):
    tones = ["success", "neutral", "warning", "danger"]
    _words, tone = worst_paper((first, second))
    alone = [worst_paper((paper,))[1] for paper in (first, second)]
    if "danger" in alone:
        assert tone == "danger"
    elif None in (first, second):
        assert tone == "neutral"
    else:
        assert tone == max(alone, key=tones.index)
