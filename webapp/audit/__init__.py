"""Who did what on whose behalf, and who looked at whose personal data for what purpose: append-only, hash-chained.

An *entry* is one line of the journal. Its canonical JSON (`body`) is hashed together with the hash of the entry before
it; the one *head* row holds the last number and hash, so that a changed, a missing and a cut-off line are all found
by `flask audit verify`. Nobody waits for the head: entries that find it taken stand in `audit_waiting` until the next
that has it ties them. The database itself refuses to change or delete an entry. A *look* is an entry by which somebody
saw another person's data; the person sees all looks in the cabinet. Act 003, 1.4.5; requirement 7.1.5
of act 004 (data are used for service purposes only).

Where to start: `api.py` (what other rooms call), `pending.py` (when entries are written), `chain.py` (how they are tied).
"""
