"""The rules of payments, as tables."""
