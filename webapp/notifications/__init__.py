"""Telling people: templates, channels, deliveries as rows."""
