"""Electronic cabinets: persons, sole traders, organisations; acting for them; responsible persons and their rights."""
