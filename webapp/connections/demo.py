"""Demo data of this room."""


def seed_cases() -> None:
    """Write the cases."""
