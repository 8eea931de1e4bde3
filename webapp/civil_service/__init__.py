"""The register of civil servants (charter 004): one record a servant, every fact with its period, its source and its versions.

Start with `groups` (which data there are, and whose they are to enter), then `models` (a fact is a row of `service_facts`
for each of its versions), `services/recording.py` (the only way to write one) and `queries.py` (the record as it was true
on a day, as it was known at a moment). `valid_from … valid_to` are days on which something was true, both counted;
`known_from … known_to` are instants between which the register said so.

Packages inside: `length` and `ranks` (service length, qualification ranks), `figures`, `entering`, `correcting`, `governing`,
`competitions`. Words: a *body* is a state body, participant of the register (1.7); the *operator* keeps the register, the
*owner* consents (1.6).
"""
