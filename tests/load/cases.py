"""A believable office: cases of many firms in every state, made in the database; officers among whom they are divided."""

from datetime import date

from sqlalchemy import text

from webapp.cabinets.api import ensure_party
from webapp.core.clock import now, today
from webapp.core.transaction import transaction

FIRMS = 500
TERM_DAYS = 30
STATES = """
CASE WHEN n % 100 < 1 THEN 'checking' WHEN n % 100 < 12 THEN 'in_review' WHEN n % 100 < 13 THEN 'confirming'
     WHEN n % 100 < 15 THEN 'returned' WHEN n % 100 < 25 THEN 'withdrawn' ELSE 'issued' END
"""
CASES = """
INSERT INTO workflow_cases (public_id, number, type_code, type_since, party_id, account_id, subject, about, answers,
    state, version, created_at, changed_at, submitted_at, signed_at, due_on, mend_by, run, tried, proposal, assignee_id,
    decision, decided_at, consented, reason, result, search)
SELECT 'LOAD' || lpad(CAST(n AS text), 12, '0'), number, kinds[1 + n % cardinality(kinds)], :since,
    parties[1 + n % cardinality(parties)], NULL, '', about, '{{}}', state, 1, at, at, at, at, due_on,
    CASE WHEN state = 'returned' THEN due_on END, 1, 0,
    CASE WHEN n % 7 = 0 THEN 'approve' ELSE 'look' END,
    CASE WHEN n % 3 > 0 THEN officers[1 + n % cardinality(officers)] END,
    CASE WHEN state = 'issued' THEN 'approve' END, CASE WHEN state = 'issued' THEN at + interval '4 days' END,
    false, '', CASE WHEN state = 'issued' THEN 'x' END,
    array_to_tsvector(ARRAY['xezer', 'yuk', 'firma' || n % 500, 'soz' || n % 2, about, replace(number, '-', '')])
FROM (SELECT n, '99-' || lpad(CAST(n AS text), 7, '0') AS number, 'nadir' || n / 40 AS about, {state} AS state,
             now() - (CAST(:scale AS bigint) - n) * interval '1 minute' AS at,
             CAST(:today AS date) - 5 + CAST(n * 7919 % :days AS integer) AS due_on
      FROM generate_series(1, CAST(:scale AS bigint)) AS n) AS made,
     (SELECT CAST(:kinds AS text[]) AS kinds, CAST(:parties AS bigint[]) AS parties, CAST(:officers AS bigint[]) AS officers) AS told
"""


def fill(scale, *, kinds, officers):
    """Make `scale` cases anew; the application's context is open, no transaction is."""
    with transaction() as session:
        parties = [_firm(n).id for n in range(FIRMS)]
        session.execute(text("SET LOCAL statement_timeout = 0"))
        session.execute(
            text("SET LOCAL session_replication_role = replica")
        )  # what happened to a case may not be deleted
        session.execute(text("DELETE FROM workflow_cases"))
        told = {"scale": scale, "kinds": kinds, "officers": officers, "parties": parties, "since": date(2026, 1, 1)}
        more = {"today": today(), "days": TERM_DAYS}
        session.execute(text(CASES.format(state=STATES)), told | more)


def _firm(number):
    return ensure_party("organisation", f"98{number:08}", name=f"Firma {number}", source="bench", as_of=now())
