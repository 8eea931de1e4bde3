"""GTFS and GTFS-Fares: an archive is opened, read, checked, built into a network, compared, applied; and written.

Start reading at `network.py`, then `dry_run.py`. Specification: General Transit Feed Specification, reference of 2026.
"""
