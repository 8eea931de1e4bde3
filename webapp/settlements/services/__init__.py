"""One function a use case; the caller owns the transaction."""
