"""The whole way of a signature, and everything that can go wrong on it."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.signing.rows import journal, poppler, row, signed_file, state
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.errors import Conflict, Forbidden
from webapp.core.transaction import transaction
from webapp.signing.api import Means, SignatureUnderWay, request_signature, validate_pdf, with_signature_fields
from webapp.signing.errors import NotRepeatable
from webapp.signing.jobs import collect, start, sweep
from webapp.signing.models import SignatureRequest
from webapp.signing.services import requesting

LEYLA, NIGAR = "7LYL5H2", "6NGR2C5"


def test_a_person_confirms_on_the_telephone_and_the_pdf_is_signed(asked, work, phone, facts, leyla, tmp_path):
    request = asked(leyla)
    work(until="signing.start")
    waiting = row(request)
    assert (waiting.state, waiting.control_code) == ("waiting", phone.received[0].code)

    phone.confirm(LEYLA)
    work()

    assert state(request) == ("completed", None)
    pdf = signed_file(request)
    assert "Signature is Valid" in poppler(pdf, tmp_path)
    (report,) = validate_pdf(pdf)
    assert (report.valid, report.signer_fin, report.signer_name) == (True, LEYLA, "Leyla Kamal qızı Əliyeva")
    (fact,) = facts
    assert (fact.request_id, fact.ref, fact.account_id, fact.party_id) == (request, "1", 3, 31)
    assert fact.certificate_number == report.certificate_number == row(request).certificate_number
    assert journal()[-3:] == ["signing.requested", "signing.sent", "signing.completed"]


def test_a_double_click_asks_once(asked, work, phone, leyla):
    assert asked(leyla) == asked(leyla)
    work(3)
    assert len(phone.received) == 1


def test_while_one_person_signs_nobody_else_can_sign_the_same_thing(asked, leyla, nigar):
    asked(leyla)
    with pytest.raises(SignatureUnderWay):
        asked(nigar)
    assert asked(nigar, ref="2")


def test_the_system_and_strangers_do_not_sign(database, phone, facts, paper):
    with pytest.raises(Forbidden), transaction():
        request_signature(purpose="test.paper", ref="1", pdf=paper, text="Qaimə", actor=SYSTEM)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("wrong-person", "wrong_person"),
        ("revoked-certificate", "revoked"),
        ("expired-certificate", "expired"),
        ("untrusted-certificate", "untrusted"),
    ],
)
def test_with_an_unfit_certificate_the_telephone_does_not_even_ring(asked, work, phone, facts, leyla, fault, reason):
    phone.fault(fault, subject=LEYLA)
    request = asked(leyla)
    work()

    assert state(request) == ("failed", reason)
    assert phone.received == []
    assert [fact.reason for fact in facts] == [reason]


@pytest.mark.parametrize(
    ("fault", "end"),
    [
        ("wrong-person", ("failed", "wrong_person")),
        ("revoked-certificate", ("failed", "hash_mismatch")),
        ("other-hash", ("failed", "hash_mismatch")),
    ],
)
def test_an_answer_that_is_not_what_was_asked_for_is_not_used(asked, work, phone, leyla, fault, end):
    request = asked(leyla)
    work(until="signing.start")
    phone.fault(fault, subject=LEYLA)
    phone.confirm(LEYLA)
    work()

    assert state(request) == end
    assert row(request).signed_file_id is None


@pytest.mark.parametrize(
    ("fault", "end"),
    [
        ("refuse", ("refused", "user_cancelled")),
        ("timeout", ("timed_out", "timeout")),
        ("not-customer", ("failed", "not_customer")),
        ("phone-absent", ("failed", "phone_absent")),
        ("delivery-error", ("failed", "delivery_error")),
        ("hash-mismatch", ("failed", "hash_mismatch")),
    ],
)
def test_each_answer_without_signature_ends_in_its_own_state_and_can_be_repeated(asked, work, phone, leyla, fault, end):
    phone.fault(fault, times=1, subject=LEYLA)
    request = asked(leyla)
    work()
    assert state(request) == end

    with transaction():
        requesting.repeat(request, means=Means.ASAN_IMZA, actor=leyla)
    phone.always_confirms(LEYLA)
    work()

    assert state(request) == ("completed", None)
    assert [session.order.means for session in phone.received] == ["sima", "asan_imza"]


def test_a_service_that_is_down_is_asked_again_and_the_person_sees_it(asked, work, phone, leyla):
    phone.fault("503", times=2)
    phone.always_confirms(LEYLA)
    request = asked(leyla)
    work(1)
    assert (row(request).state, row(request).trouble) == ("preparing", "service_down")

    work()
    assert state(request) == ("completed", None)
    assert row(request).trouble is None


def test_a_time_stamp_that_fails_costs_no_second_confirmation(asked, work, phone, leyla):
    request = asked(leyla)
    phone.fault("tsa-down", times=2)
    phone.always_confirms(LEYLA)
    work(2)
    assert row(request).trouble == "time_stamp_down"

    work()
    assert state(request) == ("completed", None)
    assert len(phone.received) == 1


def test_a_service_that_stays_down_ends_the_attempt_and_loses_nothing(asked, work, phone, leyla, paper):
    phone.fault("503")
    request = asked(leyla)
    work()
    assert state(request) == ("failed", "service_down")

    phone.service.faults.clear()
    phone.always_confirms(LEYLA)
    with transaction():
        requesting.repeat(request, means=Means.SIMA, actor=leyla)
    work()
    assert state(request) == ("completed", None)
    assert signed_file(request).startswith(paper)


def test_revocation_that_cannot_be_checked_is_never_taken_for_good(asked, work, phone, leyla):
    phone.fault("ocsp-down")
    phone.fault("crl-down")
    request = asked(leyla)
    work()
    assert state(request) == ("failed", "revocation_unknown")


def test_the_list_of_revoked_stands_in_for_a_silent_responder(asked, work, phone, leyla):
    phone.fault("ocsp-down")
    phone.always_confirms(LEYLA)
    request = asked(leyla)
    work()
    assert state(request) == ("completed", None)


def test_a_worker_killed_after_asking_asks_nobody_twice(asked, work, phone, leyla, monkeypatch):
    request = asked(leyla)
    with monkeypatch.context() as patch:
        patch.setattr("webapp.signing.remote.asking.begin_waiting", killed)
        with pytest.raises(Killed):
            work(1)
    assert state(request) == ("preparing", None)

    run_again("signing.start", request)
    phone.confirm(LEYLA)
    work()
    assert state(request) == ("completed", None)
    assert len(phone.received) == 1


def test_a_worker_killed_with_the_signature_in_its_hand_loses_nothing(asked, work, phone, leyla, monkeypatch):
    phone.always_confirms(LEYLA)
    request = asked(leyla)
    with monkeypatch.context() as patch:
        patch.setattr("webapp.signing.remote.collecting.complete", killed)
        with pytest.raises(Killed):
            work()

    run_again("signing.collect", request)
    run_again("signing.collect", request)
    assert state(request) == ("completed", None)
    assert len(phone.received) == 1


def test_a_confirmation_after_giving_up_is_ignored_and_kept_in_the_journal(asked, work, phone, facts, leyla):
    request = asked(leyla)
    work(until="signing.start")
    phone.confirm(LEYLA)
    with transaction():
        requesting.cancel(request, actor=leyla)
    work()

    assert state(request) == ("cancelled", "cancelled")
    assert row(request).signed_file_id is None
    assert "signing.late_answer_ignored" in journal()
    assert [fact.reason for fact in facts] == ["cancelled"]


def test_giving_up_takes_the_request_off_the_telephone(asked, work, phone, leyla):
    request = asked(leyla)
    work(until="signing.start")
    with transaction():
        requesting.cancel(request, actor=leyla)
        requesting.cancel(request, actor=leyla)
    work()
    assert phone.service.board.pending(LEYLA) == []
    assert state(request) == ("cancelled", "cancelled")


def test_a_signature_under_a_text_that_has_changed_is_not_accepted_nor_repeated(asked, work, phone, facts, leyla):
    phone.always_confirms(LEYLA)
    request = asked(leyla)
    work(until="signing.start")
    facts.refuse = Conflict()
    work()

    assert state(request) == ("failed", "outdated")
    assert row(request).signed_file_id is None
    with pytest.raises(NotRepeatable), transaction():
        requesting.repeat(request, means=Means.SIMA, actor=leyla)


def test_who_changes_the_text_takes_the_open_request_back(asked, work, phone, leyla):
    request = asked(leyla)
    work(until="signing.start")
    with transaction():
        requesting.withdraw_open("test.paper", "1", actor=leyla)
    work()
    assert state(request) == ("cancelled", "outdated")
    assert phone.service.board.pending(LEYLA) == []


def test_two_people_sign_one_file_and_both_signatures_stand(asked, work, phone, leyla, nigar, paper, tmp_path):
    phone.always_confirms("*")
    first = asked(leyla, pdf=with_signature_fields(paper, ["Consignor", "Consignee"]))
    work()
    second = asked(nigar, ref="2", pdf=signed_file(first))
    work()

    pdf = signed_file(second)
    assert [(each.field, each.signer_fin, each.valid) for each in validate_pdf(pdf)] == [
        ("Consignor", LEYLA, True),
        ("Consignee", NIGAR, True),
    ]
    assert poppler(pdf, tmp_path).count("Signature is Valid") == 2


def test_a_forgotten_request_is_swept_away(asked, work, phone, leyla, time_machine):
    request = asked(leyla)
    work(until="signing.start")
    time_machine.move_to(now() + timedelta(hours=1))
    sweep.run(timestamp=0)
    assert state(request) == ("timed_out", "timeout")


class Killed(BaseException):
    """As when the machine goes down: nothing below catches it."""


def killed(*_arguments, **_options):
    raise Killed


def run_again(name, request):
    {"signing.start": start, "signing.collect": collect}[name].run(request=request, attempt=1)


def test_the_database_holds_one_open_request_for_one_thing(asked, leyla):
    asked(leyla)
    asked(leyla, ref="2")
    with pytest.raises(SignatureUnderWay), transaction() as session:
        session.execute(update(SignatureRequest).values(ref="1"))
