"""What participants bring into the register, each under a qualified signature (charter 004, 3.1, 3.3, 4.2, 6.1.12).

A *paper* holds changes to records: one that was typed, or the good rows of a table. It is signed once (PDF and canonical JSON)
and only then carried out. Groups that others pass through EHIS are typed only while their exchange is recorded as impossible.
"""
