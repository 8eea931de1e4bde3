"""Official correspondence: letters between people or firms and the authorities connected (191/2011, Rules 11.5.4, 11.6, 11.7).

A `Letter` is a thread with a number, an addressee (`LetterBody`) and a clock; what is said in it are `LetterMessage`s,
each a draft of one side until it is sent, then unchangeable; what happened to it are `LetterStep`s. Only the sender and the
present addressee see it. Words are sealed in the database and found by keyed digests of their beginnings.
Start at `rules.py` (states, terms), then `services/`.
"""
