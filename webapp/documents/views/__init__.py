"""Pages for anybody, and the same answer for machines."""
