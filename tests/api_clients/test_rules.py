"""The rules of api_clients, as tables."""
