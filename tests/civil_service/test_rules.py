"""The rules of civil_service, as tables."""
