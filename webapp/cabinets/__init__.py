"""Electronic cabinets: persons, sole traders, organisations; acting for them; responsible persons and their rights.

A *party* is whoever a cabinet belongs to: a person, a sole trader, an organisation, a state body or a municipality; it
comes to be by itself when its person signs in (charter 003, clauses 9.2 and 9.3). A *membership* is a certificate, seen at
the last sign-in, by which a person acts for a party; *stamp* is the head's right of seal. A *delegation* makes another
person *responsible*: rights and dates given by the head with the right of seal, and by nobody else (9.2). What a party's
data are is told by the state registers, never typed (1.4.5); the person sees source and date and can report an error.

Where to start: `rules.py` (rights and states), `acting.py` (who acts for whom, in every request), `delegating.py`
(responsible persons), `parties.py` and `jobs.py` (data from the registers).
"""
