"""The one place of this room that calls out: webhooks."""
