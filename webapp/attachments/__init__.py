"""Copies that people hand in with an application: taken in safely, cleaned, read (charter 003, 4.0.8; decision 191, 7.1.2).

`api` is where other rooms start: `receive`, `copies_of`, `read_fields`, `seal`; `offer` has what they declare.
"""
