"""Rights of the room: none of its own. Who may see or change copies is said by the room whose object they belong to."""
