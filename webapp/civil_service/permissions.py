"""Rights of the room, one constant each."""
