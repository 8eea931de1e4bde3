"""Bus tickets: stations, routes, trips, seats held and sold, check-in (charter 003, 4.0.5, 5.1.4–5.1.7).

Start reading at `rules.py`, then `services/`.
"""
