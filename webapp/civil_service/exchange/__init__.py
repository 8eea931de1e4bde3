"""The record and its sources (3.1, 6.1.14): asked every night over EHIS, compared, brought up to date or put on a list.

What another register passed follows that register: its new answer is the next version of the fact. What the operator
corrected stays, and a source that still says otherwise stands on the list of mismatches until one of the two is put right
(AYNA 4.0.10). What was typed while the exchange was impossible (3.3) is replaced as soon as the source answers.
"""
