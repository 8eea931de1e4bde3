"""Security incidents, faults, accidents; who must be told and when; what supervising bodies ask (24 clock hours).

The law: act 000, annex 2, 6.8; act 001, annex 3, 5.7; charter 003, 7.0.11-7.0.16; charter 004, 6.1.2-6.1.9.
Incidents are registered and kept, never deleted. Begin reading at `rules.py`.
"""
