"""The rules of incidents, as tables."""
