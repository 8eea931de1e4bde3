"""The servant says that something is wrong; the participant answers, else the operator; then the way of complaint (8.1.3–8.1.5).

First the participant concerned (8.1.3), within its term; when it refuses, is silent, is gone or does not enter the group, the
operator with proof (6.1.21). What is accepted is a paper of `entering` that answers the correction: it is signed, and the record
has a new version. Complaints go to the owner and to court, with a file of everything. Participants report errors that
they find (7.1.6), and everybody proposes improvements (7.2.2, 8.1.4).
"""
