"""Tables of the world that checks look things up in: dangerous goods (ADR), codes of goods (HS). Loaded once, never written."""
