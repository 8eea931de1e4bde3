"""The rules of tickets, as tables."""
