"""The rules of inspections, as tables."""
