"""Qualification ranks: which one somebody has, which is next and from when, what is missing."""
