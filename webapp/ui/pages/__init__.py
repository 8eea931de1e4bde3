"""Pages that belong to no subsystem."""
