"""Say here: purpose, vocabulary, the clauses of law it serves, where to start reading."""
