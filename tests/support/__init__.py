"""What tests stand on: a real PostgreSQL, the asserting client, people ready-made."""
