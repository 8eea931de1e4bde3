"""What the timetable needs beyond the first tables: calendars by date, stops in GTFS terms, imports."""

revision = "20261122_0370"
down_revision = "20261122_0360"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
