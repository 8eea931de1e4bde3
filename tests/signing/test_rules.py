"""Pure rules of a request."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from webapp.signing.rules import ENDED, LIVE, MOST_ATTEMPTS, Reason, State, end_of, may_repeat, pause_after
from webapp.signing.texts import REASONS, TROUBLES


def test_every_reason_has_words_and_every_trouble_that_passes_too():
    assert set(REASONS) == set(Reason)
    assert set(TROUBLES) <= set(Reason)


def test_a_state_is_open_or_ended():
    assert set(State) == LIVE | ENDED
    assert not LIVE & ENDED


@given(st.sampled_from(State), st.sampled_from([None, *Reason]), st.integers(0, 50))
def test_nothing_signed_open_outdated_or_tried_too_often_is_repeated(state, reason, attempts):
    if may_repeat(state, reason, attempts):
        assert state in ENDED - {State.COMPLETED}
        assert reason is not Reason.OUTDATED
        assert attempts < MOST_ATTEMPTS


@given(st.text())
def test_no_word_of_the_service_but_ok_is_taken_for_a_signature(word):
    state, _ = end_of(word)
    assert state in ENDED - {State.COMPLETED}


def test_one_asks_quickly_at_first_and_slowly_later():
    assert pause_after(timedelta(seconds=5)) == timedelta(0)
    assert pause_after(timedelta(minutes=1)) > timedelta(seconds=1)
