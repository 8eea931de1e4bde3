"""Applications as cases: an e-service is declared once, as a `CaseType`, and everything follows from it.

Start reading at `definition.py` (what a room declares), then `rules.py` (the states), then `services/`.
"""
