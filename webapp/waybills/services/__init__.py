"""One use case a file. Each takes the public id, the version that the actor saw, and the actor; the caller owns the transaction."""
