"""The rules of correspondence, as tables."""
