"""The payment instrument of city fares (ödəniş aləti): cards, top-up, taps, block list (charter 003, 3.1.8, 3.9, 4.0.5).

Start reading at `rules.py`, then `services/`. Money stands in the ledger of payments, on the account `card:<id>`; no table
here holds a balance. A tap comes from a validator in a signed batch (`tap_reading.py`, `services/tapping.py`).
"""
