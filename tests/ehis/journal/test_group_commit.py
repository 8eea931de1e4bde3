"""Many threads write at once, with real commits."""

import os
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import func, select

from tests.ehis.journal.conftest import DAY, NOON, ONE
from tests.ehis.journal.test_log import FIGURES, faults
from webapp.core.transaction import transaction
from webapp.ehis import journal
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.evidence import Direction
from webapp.ehis.journal import writer, writing
from webapp.ehis.journal.models import ArchivedMessage, MeasuredExchange
from webapp.ehis.journal.writer import Writer


def exchange(number, **changes):
    one = replace(ONE, message_id=f"message-{number:05d}", **changes)
    journal.write([one, replace(one, direction=Direction.ANSWER)], FIGURES)


def counted():
    with transaction(read_only=True) as session:
        return tuple(
            session.scalar(select(func.count()).select_from(kind)) for kind in (ArchivedMessage, MeasuredExchange)
        )


def test_eight_writers_make_one_unbroken_chain_in_few_transactions(committing, monkeypatch):
    batches = []
    kept = writer._kept
    monkeypatch.setattr(writer, "_kept", lambda batch: batches.append(len(batch)) or kept(batch))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(exchange, range(400)))

    assert counted() == (800, 400)
    assert faults() == ()
    assert len(batches) < 300


def test_two_writers_with_several_services_do_not_lock_each_other_out(committing, monkeypatch):
    """As two processes would: each thread has a writer of its own."""
    own = threading.local()
    made = []

    def mine():
        if not hasattr(own, "writer"):
            own.writer = Writer()
            made.append(own.writer)
        return own.writer

    monkeypatch.setattr(writing, "_writer", mine)
    services = [f"AZ/GOV/DIN/registers/service{n}/v1" for n in range(5)]

    def several(number):
        order = services if number % 2 else list(reversed(services))
        journal.write([replace(ONE, service=service, message_id=str(number)) for service in order])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(several, range(120)))
    for one in made:
        one.close()

    assert counted() == (600, 0)
    assert faults() == ()


def test_one_bad_exchange_fails_alone(committing):
    def outcome(number):
        try:
            exchange(number, outcome="a\x00b" if number == 7 else "sent")
        except ArchiveFailed:
            return number
        return None

    with ThreadPoolExecutor(8) as pool:
        failed = [number for number in pool.map(outcome, range(24)) if number is not None]

    assert failed == [7]
    assert counted() == (46, 23)
    assert faults() == ()


def test_a_database_that_restarts_fails_those_who_wait_and_then_it_works_again(committing, database_url):
    exchange(1)
    with psycopg.connect(database_url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [committing.engine.url.database],
        )
    with pytest.raises(ArchiveFailed):
        exchange(2)
    exchange(3)
    committing.reading.dispose()

    assert counted() == (4, 2)
    assert faults() == ()


def test_nobody_waits_for_ever_and_what_was_given_up_is_not_written_later(committing, monkeypatch):
    going, held = threading.Event(), threading.Event()
    kept = writer._kept

    def slow(batch):
        going.set()
        held.wait(10)
        return kept(batch)

    monkeypatch.setattr(writer, "_kept", slow)
    single = Writer()
    first = threading.Thread(target=single.write, args=([writing.seal(ONE)], None))
    first.start()
    going.wait(10)
    with pytest.raises(ArchiveFailed):
        single.write([writing.seal(replace(ONE, message_id="given up"))], None, seconds=0.05)
    held.set()
    first.join()
    single.close()

    assert counted() == (1, 0)


def test_when_too_many_wait_the_next_is_told_so_at_once(committing, monkeypatch):
    monkeypatch.setattr(writer, "WAITING_CAP", 0)
    with pytest.raises(ArchiveFailed):
        exchange(1)


def test_closing_writes_what_waits_and_takes_nothing_new(committing, monkeypatch):
    going, held = threading.Event(), threading.Event()
    kept = writer._kept

    def slow(batch):
        going.set()
        held.wait(10)
        return kept(batch)

    monkeypatch.setattr(writer, "_kept", slow)
    single = Writer()
    with ThreadPoolExecutor(6) as pool:
        running = [pool.submit(single.write, [writing.seal(ONE)], FIGURES)]
        going.wait(10)
        running += [pool.submit(single.write, [writing.seal(ONE)], FIGURES) for _ in range(4)]
        with single._changed:
            assert single._changed.wait_for(lambda: len(single._gathered) == 4, 10)
        closing = pool.submit(single.close)
        held.set()
        for one in [closing, *running]:
            one.result()
    with pytest.raises(ArchiveFailed):
        single.write([writing.seal(ONE)], None)

    assert counted()[1] == 5


def test_a_child_process_begins_a_thread_of_its_own(committing):
    exchange(1)
    committing.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside threads is what this is about
        child = os.fork()
    if child == 0:
        code = 1
        try:
            exchange(2)
            writing.close()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    exchange(3)

    assert os.waitstatus_to_exitcode(status) == 0
    assert counted() == (6, 3)
    assert faults(DAY, NOON.date()) == ()
