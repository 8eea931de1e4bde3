"""The day is closed: every payment and refund agrees with the provider's file, or stands on the list."""

import pytest

from tests.payments.test_paying import back, begin, rows, state_of
from tests.support.jobs import run_jobs
from webapp.core.clock import today
from webapp.core.jobs import queue
from webapp.payments.gateways.provider import SettledLine, UnusableFile
from webapp.payments.gateways.settlement import read_settlement
from webapp.payments.models import Difference, Run
from webapp.payments.services.reconciling import Booked, compare
from webapp.payments.wording import DIFFERENCES

HEAD = "service_code;payment;transaction;reference;kind;amount;currency;at\r\n"
LINE = "8104001;p1;t1;a1;payment;500;AZN;2026-11-22T10:00:00+00:00\r\n"
USABLE = {
    "plain": HEAD + LINE,
    "a mark before it": "\ufeff" + HEAD + LINE,
    "commas": (HEAD + LINE).replace(";", ","),
    "no last line end": (HEAD + LINE).strip(),
}
UNUSABLE = {
    "empty": b"",
    "another file": b"<html></html>",
    "no kind": HEAD.replace("kind", "sort").encode() + LINE.encode(),
    "an amount in words": (HEAD + LINE.replace("500", "5.00")).encode(),
    "no payment": (HEAD + LINE.replace("p1", "")).encode(),
    "other letters": b"\xff\xfe" + HEAD.encode(),
}


@pytest.mark.parametrize("text", USABLE.values(), ids=USABLE)
def test_a_file_is_read_however_it_is_written(text):
    assert read_settlement(text.encode()) == [SettledLine("p1", "payment", 500, "AZN")]


def test_a_day_without_payments_is_a_head_alone():
    assert read_settlement(HEAD.encode()) == []


@pytest.mark.parametrize("content", UNUSABLE.values(), ids=UNUSABLE)
def test_what_is_no_settlement_file_is_not_taken_for_one(content):
    with pytest.raises(UnusableFile):
        read_settlement(content)


OURS = {("p1", "payment", ""): Booked(1, 500)}
BACK = {**OURS, ("p1", "refund", "r1"): Booked(1, 100), ("p1", "refund", "r2"): Booked(1, 100)}
PAID = SettledLine("p1", "payment", 500, "AZN")
CASES = [
    ([PAID], []),
    ([], ["missing_there"]),
    ([PAID, PAID], ["duplicate"]),
    ([SettledLine("p1", "payment", 499, "AZN")], ["amount"]),
    ([SettledLine("p1", "payment", 500, "USD")], ["currency"]),
    ([PAID, SettledLine("p2", "payment", 500, "AZN")], ["missing_here"]),
    ([PAID, SettledLine("p1", "refund", 500, "AZN", "r1")], ["missing_here"]),
]


def verdicts(ours, known, theirs):
    return [verdict for line in compare(ours, known, theirs) for verdict in line.verdicts]


@pytest.mark.parametrize(("theirs", "kinds"), CASES)
def test_what_differs_has_a_name(theirs, kinds):
    assert verdicts(OURS, OURS, theirs) == kinds


PARTS = [SettledLine("p1", "refund", 100, "AZN", "r1"), SettledLine("p1", "refund", 100, "AZN", "r2")]


def test_refunds_in_parts_agree_each_with_its_own():
    assert verdicts(BACK, BACK, [PAID, *PARTS]) == []
    assert verdicts(BACK, BACK, [PAID, PARTS[0]]) == ["missing_there"]
    assert verdicts(BACK, BACK, [PAID, *PARTS, PARTS[0]]) == ["duplicate"]
    assert verdicts(BACK, BACK, [PAID, PARTS[0], SettledLine("p1", "refund", 99, "AZN", "r2")]) == ["amount"]


def test_a_refund_of_an_earlier_days_payment_agrees():
    today = {key: booked for key, booked in BACK.items() if key[1] == "refund"}
    assert verdicts(today, BACK, PARTS) == []


def test_a_refund_without_a_reference_of_its_own_is_taken_for_ours_with_its_amount():
    ours = {**OURS, ("p1", "refund", "r1"): Booked(1, 100)}
    assert verdicts(ours, ours, [PAID, SettledLine("p1", "refund", 100, "AZN")]) == []


def close(day=None):
    with_day = {"provider_code": "asan_odenis", "day": (day or today()).isoformat()}
    queue().tasks["payments.reconcile"].func(**with_day)
    return [row.kind for row in rows(Difference)]


def paid(client, asan, owed):
    begin(client, owed)
    asan.pay()
    back(client, owed)


FILES = ["missing", "extra", "duplicate", "amount", "currency"]
KINDS = ["missing_there", "missing_here", "duplicate", "amount", "currency"]


@pytest.mark.parametrize(("fault", "kind"), list(zip(FILES, KINDS, strict=True)))
def test_a_day_that_does_not_agree_stands_on_the_list_once(client, office, asan, owed, database, fault, kind):
    paid(client, asan, owed)
    assert close() == []
    asan.fault(f"settlement-{fault}")
    assert close() == [kind]
    assert close() == [kind]
    assert "Fərq yoxdur" not in office.open("/office/payments").words
    page = office.open("/office/payments/runs")
    assert ("Uyğundur" in page.words, "Fərq var" in page.words) == (True, True)
    shown = office.open(f"/office/payments/runs/{rows(Run)[-1].public_id}")
    assert "250,00 AZN" in shown.words
    assert str(DIFFERENCES[kind]) in shown.words


def test_a_payment_whose_notification_was_lost_is_found_the_next_day(client, asan, owed, database):
    begin(client, owed)
    asan.fault("drop")
    asan.pay()
    assert close() == ["missing_here"]
    assert state_of(owed) == "open"
    assert run_jobs(database, "payments.look_up") == 1
    assert (state_of(owed), rows(Difference)[0].closed_by) == ("paid", "Kabinet")
    assert close() == ["missing_here"]
    assert rows(Run)[-1].outcome == "agrees"


WHOLE_FILES = {
    "bom": (["agrees"], []),
    "commas": (["agrees"], []),
    "empty": (["unusable"], ["unusable_file"]),
    "wrong-day": (["differs"], ["missing_there"]),
}


@pytest.mark.parametrize(("fault", "ends"), WHOLE_FILES.items())
def test_a_days_file_that_is_odd_as_a_whole(client, asan, owed, database, fault, ends):
    paid(client, asan, owed)
    asan.fault(f"settlement-{fault}")
    close()
    assert ([row.outcome for row in rows(Run)], [row.kind for row in rows(Difference)]) == ends


def test_every_evening_each_provider_is_compared(app, world, asan, stripe, database):
    queue().tasks["payments.close_the_day"].func(timestamp=0)
    assert run_jobs(database, "payments.reconcile") == 2
