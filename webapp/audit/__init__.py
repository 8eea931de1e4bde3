"""Who did what on whose behalf, and who looked at whose data: append-only, hash-chained."""
