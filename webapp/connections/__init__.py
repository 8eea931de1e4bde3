"""Connecting information systems and e-services to the exchange: forms 1 and 2, checks, contracts, tests, notices, blocks.

The law is section 3 of annex 2 to decision 118/2014 (act 000); words: a *participant* is a body with a connected
system, a *case* one application on its way. What follows for the exchange itself (rights, blocks, live versions) is
written through `webapp.ehis.api`. Begin reading at `rules.py`.
"""
