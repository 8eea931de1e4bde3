"""The register of e-services, their administrative regulations, and the public discussion of drafts.

The law is decision 191/2011 (act 002) with its forms 1 and 2; words: an *entry* is a service in the register, an *offer*
the typed definition of a service that this portal gives, a *regulation* what is printed from it. A room that gives a
service plugs a `ServiceOffer` (`offer.py`) into its manifest. Begin reading at `rules.py` and `offer.py`.
"""
