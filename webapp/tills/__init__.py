"""Tills of bus stations: a cashier's shift, sales and top-ups for cash or by terminal, its balance (charter 003, 3.9).

Start reading at `rules.py`, then `services/`.
"""
