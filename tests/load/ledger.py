"""The ledger at a million postings: the trial balance, a card's statement beside its time at a thousand, entries in bulk."""

import statistics
import time

from sqlalchemy import text

from tests.load import visitors
from tests.load.lines import Line
from tests.load.runs import say
from webapp.core.transaction import transaction
from webapp.payments.api import Entry, Outcome, book_all, open_account, statement
from webapp.payments.ledger import trial_balance

POSTINGS = 1_000_000
FEW = 1_000
CARDS = 50_000
SHOWN = 50
BATCH, BATCHES = 200, 25
TIMES = 15
CARD = "card:bench-1"
ENTRIES = """
INSERT INTO ledger_entries (key, kind, ref, at)
SELECT 'bench-' || n, 'tap', 'bench', now() - make_interval(secs => :last - n)
FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) n
"""
SIDES = """
INSERT INTO ledger_postings (entry_id, account, qepik)
SELECT e.id, side.account, side.qepik FROM ledger_entries e
CROSS JOIN LATERAL (SELECT CAST(substr(e.key, 7) AS bigint) AS n) told
CROSS JOIN LATERAL (VALUES ('card:bench-' || (CASE WHEN n <= :often OR n % 100 = 0 THEN 1 ELSE n % :cards END), 40),
  ('carrier:bench-' || n % 40, -40)) side (account, qepik)
WHERE e.ref = 'bench' AND told.n BETWEEN :first AND :last
"""

KEPT = """
INSERT INTO ledger_accounts (code, side, floor, balance, opened_at)
SELECT account, 'credit', -1000000000, -sum(qepik), now() FROM ledger_postings WHERE account = :card GROUP BY account
ON CONFLICT (code) DO UPDATE SET balance = excluded.balance
"""


def measure(base, _scale):
    """Yield the seconds of the trial balance, how a statement's page grows, and entries a second."""
    with visitors.application(base) as app, app.app_context():
        fill(1, FEW // 2)
        few = _typical(lambda: statement(CARD, limit=SHOWN))
        fill(FEW // 2 + 1, POSTINGS // 2)
        many = _typical(lambda: statement(CARD, limit=SHOWN))
        yield Line("ledger_trial_balance_1m_s", _typical(trial_balance, times=3), "s")
        yield Line("ledger_trial_balance_page_1m_s", _typical(lambda: trial_balance(by_kind=True), times=3), "s")
        yield Line("ledger_statement_1m_ms", many * 1000, "ms")
        yield Line("ledger_statement_1m_to_1k", many / few, "times")
        yield Line("ledger_entries_per_s", _booked(), "1/s")


def fill(first, last):
    """Write taps with two postings each; the triggers that prove every entry rest meanwhile, as in a restored copy."""
    say(f"writing postings up to {last * 2} …")
    span = {"first": first, "last": last}
    with transaction() as session:
        session.execute(text("SET LOCAL statement_timeout = 0"))
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(ENTRIES), span)
        session.execute(text(SIDES), span | {"cards": CARDS, "often": 2 * SHOWN})
        session.execute(text(KEPT), {"card": CARD})
        session.execute(text("ANALYZE ledger_entries, ledger_postings"))


def _booked():
    """Return entries a second in batches, each on a card with a floor, with every trigger in force."""
    with transaction():
        for number in range(BATCH):
            open_account(f"card:floor-{number}", floor_qepik=-1_000_000)
    began = time.perf_counter()
    for batch in range(BATCHES):
        taps = [_tap(batch, number) for number in range(BATCH)]
        with transaction():
            if set(book_all(taps)) != {Outcome.BOOKED}:
                raise SystemExit("a tap was not booked")
    return BATCH * BATCHES / (time.perf_counter() - began)


def _tap(batch, number):
    return Entry(f"floor-{batch}-{number}", "tap", "floor", {f"card:floor-{number}": 40, "carrier:floor": -40})


def _typical(work, times=TIMES):
    """Return the median seconds of `work` in a transaction that reads, the first run left out."""
    taken = []
    for _again in range(times + 1):
        with transaction(read_only=True):
            began = time.perf_counter()
            work()
            taken.append(time.perf_counter() - began)
    return statistics.median(taken[1:])
