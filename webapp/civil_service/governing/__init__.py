"""What the operator does only with the owner's consent, and who may look for a time (charter 004, 4.2, 5, 6.1.3, 6.1.4, 6.2.6, 6.2.7).

Parameters of the register are dated rows; a change is asked for by one person and agreed to by another. So is the closing
of a participant's or a user's entry. Whoever assesses or audits reads from a day to a day, for a purpose.
"""
