"""Stations, routes, calendars, fares and trips, in GTFS terms (charter 003, 5.1.4–5.1.6; rules 141/2009).

Start reading at `rules.py`, then `api.py`, which is what tickets are sold by.
"""
