"""The administration of our security server and adaptation server (act 000, annex 2, section 4; act 001, annex 3, 3.1).

Settings with versions, certificates of the central servers and of the Certificate Centre, keys made here and never
given away, requests to the central server, and a page on which the four components stand.
"""
