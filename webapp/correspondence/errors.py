"""Typed refusals of the room."""
