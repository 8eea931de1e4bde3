"""Forms of the room, most of them made from the definitions."""
