"""The rules of trip_sheets, as tables."""
