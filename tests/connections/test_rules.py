"""The rules of connections, as tables."""
