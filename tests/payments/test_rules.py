"""The ways of invoices and attempts, and the judgement on a provider's answer, as tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from webapp.payments.rules import (
    ATTEMPT_STEPS,
    GIVEN_UP,
    INVOICE_STEPS,
    AttemptState,
    Claim,
    InvoiceState,
    NotAllowed,
    Verdict,
    amount,
    different,
    judge,
    needs_second,
    step,
)

A, N, V = AttemptState, InvoiceState, Verdict
DUE = date(2026, 11, 27)
IN_TIME, TOO_LATE = DUE, date(2026, 11, 28)
TABLE = [
    # attempt, invoice, what the provider says, paid on, fits → verdict
    (A.PENDING, N.OPEN, "succeeded", IN_TIME, True, V.APPLY),
    (A.CREATED, N.OPEN, "succeeded", IN_TIME, True, V.APPLY),
    (A.EXPIRED, N.OPEN, "succeeded", IN_TIME, True, V.APPLY),
    (A.PENDING, N.OPEN, "succeeded", TOO_LATE, True, V.LATE),
    (A.PENDING, N.LAPSED, "succeeded", IN_TIME, True, V.LATE),
    (A.CANCELLED, N.CANCELLED, "succeeded", IN_TIME, True, V.LATE),
    (A.EXPIRED, N.PAID, "succeeded", IN_TIME, True, V.LATE),
    (A.PENDING, N.OPEN, "succeeded", IN_TIME, False, V.HOLD),
    (A.EXPIRED, N.OPEN, "succeeded", IN_TIME, False, V.LATE),
    (A.SUCCEEDED, N.PAID, "succeeded", IN_TIME, True, V.IGNORE),
    (A.SUCCEEDED, N.PAID, "failed", IN_TIME, True, V.IGNORE),
    (A.HELD, N.OPEN, "succeeded", IN_TIME, True, V.IGNORE),
    (A.RETURNED, N.OPEN, "succeeded", IN_TIME, True, V.IGNORE),
    (A.PENDING, N.OPEN, "pending", IN_TIME, True, V.WAIT),
    (A.PENDING, N.OPEN, "a new word", IN_TIME, True, V.WAIT),
    (A.PENDING, N.OPEN, "failed", IN_TIME, True, V.END),
    (A.PENDING, N.OPEN, "cancelled", IN_TIME, True, V.END),
    (A.PENDING, N.OPEN, "expired", IN_TIME, False, V.END),
    (A.FAILED, N.OPEN, "expired", IN_TIME, True, V.IGNORE),
]


@pytest.mark.parametrize(("attempt", "invoice", "status", "paid_on", "fits", "verdict"), TABLE)
def test_what_becomes_of_an_answer(attempt, invoice, status, paid_on, fits, verdict):
    assert judge(attempt, invoice, status, paid_on=paid_on, due_on=DUE, fits=fits) is verdict


def test_an_invoice_without_a_last_day_is_always_in_time():
    assert judge(A.PENDING, N.OPEN, "succeeded", paid_on=TOO_LATE, due_on=None, fits=True) is V.APPLY


@given(sampled_from(A), sampled_from(N), sampled_from(["succeeded", "failed", "cancelled", "expired", "pending"]))
def test_every_verdict_is_a_step_that_the_table_knows(attempt, invoice, status):
    verdict = judge(attempt, invoice, status, paid_on=IN_TIME, due_on=DUE, fits=True)
    action = {V.APPLY: "succeed", V.LATE: "late", V.HOLD: "hold"}.get(verdict)
    assert action is None or (attempt, action) in ATTEMPT_STEPS


@given(lists(sampled_from(["pay", "cancel", "lapse"]), max_size=6))
def test_an_invoice_ends_once(actions):
    state, ends = InvoiceState.OPEN, 0
    for action in actions:
        try:
            state, ends = step(INVOICE_STEPS, state, action), ends + 1
        except NotAllowed:
            assert state is not InvoiceState.OPEN
    assert ends == min(len(actions), 1)


@given(lists(sampled_from(["reach", "succeed", "late", "hold", "fail", "cancel", "expire", "return"]), max_size=12))
def test_no_attempt_takes_money_twice(actions):
    state, taken = AttemptState.CREATED, 0
    for action in actions:
        if (state, action) in ATTEMPT_STEPS:
            state = step(ATTEMPT_STEPS, state, action)
            taken += action in {"succeed", "late", "hold"}
    assert taken <= 1


OURS = Claim(100, "AZN", "invoice", "attempt")
THEIRS = {
    (): OURS,
    ("qepik",): Claim(99, "AZN", "invoice", "attempt"),
    ("currency",): Claim(100, "azn", "invoice", "attempt"),
    ("invoice",): Claim(100, "AZN", "other", "attempt"),
    ("qepik", "attempt"): Claim(101, "AZN", "invoice", ""),
}


@pytest.mark.parametrize(("names", "seen"), THEIRS.items())
def test_what_differs_is_named(names, seen):
    assert different(OURS, seen) == names


@pytest.mark.parametrize(("qepik", "second"), [(1, False), (49_999, False), (50_000, True), (10**9, True)])
def test_a_large_refund_takes_two_people(qepik, second):
    assert needs_second(qepik, 50_000) is second


def test_what_was_given_up_is_not_live():
    assert {A.FAILED, A.CANCELLED, A.EXPIRED} == GIVEN_UP


@pytest.mark.parametrize(("qepik", "words"), [(24_999, "249,99 AZN"), (5, "0,05 AZN"), (-1, "-0,01 AZN")])
def test_amounts_of_differences_are_read_as_money(qepik, words):
    assert amount(qepik, "AZN") == words
