"""Inspections on the road: what an inspector scanned, found and wrote down, with or without a network."""
