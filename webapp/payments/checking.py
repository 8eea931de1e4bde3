"""What must be true of the books, asked in SQL over whole tables; the triggers see to it, this proves it."""

from typing import Final

from sqlalchemy import text

from webapp.core import db

CHECKS: Final = {
    "entry does not balance": """
        SELECT e.key FROM ledger_entries e LEFT JOIN ledger_postings p ON p.entry_id = e.id
        GROUP BY e.id, e.key HAVING count(p.id) < 2 OR sum(p.qepik) <> 0""",
    "kept balance is not the sum of its postings": """
        SELECT a.code FROM ledger_accounts a LEFT JOIN (
          SELECT p.account, sum(p.qepik) AS qepik FROM ledger_postings p
          JOIN ledger_accounts kept ON kept.code = p.account AND kept.floor IS NOT NULL GROUP BY p.account
        ) s ON s.account = a.code
        WHERE a.floor IS NOT NULL
          AND a.balance <> CASE a.side WHEN 'debit' THEN coalesce(s.qepik, 0) ELSE -coalesce(s.qepik, 0) END""",
    "paid invoice without receipt, payment or entry": """
        SELECT i.public_id FROM payment_invoices i
        LEFT JOIN payment_receipts r ON r.invoice_id = i.id AND r.qepik = i.qepik
        LEFT JOIN payment_attempts a ON a.id = r.attempt_id AND a.state = 'succeeded'
        LEFT JOIN ledger_entries e ON e.key = 'payment:' || a.public_id
        WHERE i.state = 'paid' AND (r.id IS NULL OR a.id IS NULL OR e.id IS NULL)""",
    "receipt for an invoice that is not paid": """
        SELECT r.number FROM payment_receipts r JOIN payment_invoices i ON i.id = r.invoice_id WHERE i.state <> 'paid'""",
    "receipt numbers have a gap": """
        SELECT year::text FROM payment_receipts GROUP BY year HAVING max(serial) <> count(*)""",
    "invoice without entry": """
        SELECT i.public_id FROM payment_invoices i
        LEFT JOIN ledger_entries e ON e.key = 'invoice:' || i.public_id WHERE e.id IS NULL""",
    "ended invoice not taken back": """
        SELECT i.public_id FROM payment_invoices i JOIN ledger_entries o ON o.key = 'invoice:' || i.public_id
        LEFT JOIN ledger_entries e ON e.reverses_id = o.id
        LEFT JOIN ledger_entries anew ON anew.reverses_id = e.id
        WHERE (i.state IN ('cancelled', 'lapsed')) <> (e.id IS NOT NULL AND anew.id IS NULL)""",
    "more went back than was paid": """
        SELECT a.public_id FROM payment_attempts a JOIN payment_refunds r ON r.attempt_id = a.id
        WHERE r.applied AND r.state <> 'refused' GROUP BY a.id, a.public_id, a.qepik HAVING sum(r.qepik) > a.qepik""",
    "refund and its entries differ": """
        SELECT r.public_id FROM payment_refunds r
        LEFT JOIN ledger_entries due ON due.key = 'refund-due:' || r.public_id
        LEFT JOIN ledger_entries undone ON undone.reverses_id = due.id
        LEFT JOIN ledger_entries paid ON paid.key = 'refund:' || r.public_id
        WHERE r.applied AND (due.id IS NULL OR (undone.id IS NOT NULL) <> (r.state = 'refused')
          OR (paid.id IS NOT NULL) <> (r.state = 'done'))""",
    "refund without credit note, or the other way": """
        SELECT r.public_id FROM payment_refunds r LEFT JOIN payment_credit_notes n ON n.refund_id = r.id AND n.qepik = r.qepik
        WHERE (r.applied AND r.state = 'done') <> (n.id IS NOT NULL)""",
    "credit note numbers have a gap": """
        SELECT year::text FROM payment_credit_notes GROUP BY year HAVING max(serial) <> count(*)""",
    "invoice is not the sum of its lines": """
        SELECT i.public_id FROM payment_invoices i JOIN payment_lines l ON l.invoice_id = i.id
        GROUP BY i.id, i.public_id, i.qepik HAVING sum(l.qepik * l.units) <> i.qepik""",
}
MOST: Final = 20


def faults() -> list[str]:
    """Return what is wrong, a line each with the thing it is about; nothing when the books are in order."""
    found = []
    for wrong, query in CHECKS.items():
        rows = db.session().execute(text(f"{query} LIMIT {MOST}")).scalars()
        found += [f"{wrong}: {key}" for key in rows]
    return found
