"""What is to be paid and what was paid: invoices, attempts, receipts, the ledger.

Vocabulary: an *invoice* says who owes what and under which clause; an *attempt* is one try to pay it at one provider;
the *receipt* is the proof, numbered without gaps; the *ledger* is double entry and never changed; a *difference* is
what we and a provider see differently, each with somebody's name at its end.

Law: charter 003, 3.1.5, 3.7, 9.5 (payment from the cabinet by ASAN ödəniş and others); decision 191, 8.1 and 8.2 (no
payment beyond the law's; in real time); decree 463/2015 and Cabinet decision 341/2015 (ASAN ödəniş).
`api` is where other rooms start: plug-in `Payable`, `open_invoice`; the fact `InvoicePaid`.
"""
