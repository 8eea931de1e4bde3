"""Measurements: `python -m tests.load.bench`. Nothing here is a test; nothing is asserted."""
