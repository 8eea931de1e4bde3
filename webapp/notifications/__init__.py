"""Telling people: in the cabinet always, by SMS and e-mail where the person wants it.

A *template* is a plug-in of the room that knows the matter: title, body, link. A *notice* is a row for one account, or for
everybody who may do something for a party; whether it was read is kept for each account. A *delivery* is a notice on
its way by one channel to one person: a row with a state, sent by a job with a key, so that messages are neither lost nor
doubled when the counterpart is down. Params hold plain values and never personal numbers.

Where to start: `api.py` (telling), `queries.py` (what a person sees), `jobs.py` and `gateways.py` (sending).
"""
