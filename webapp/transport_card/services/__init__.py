"""Use cases, one function each; the caller owns the transaction."""
