"""Checks of applications: `registers` asks the state's registers, `room` the rules of this room."""
