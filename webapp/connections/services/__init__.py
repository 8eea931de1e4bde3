"""What is done with cases, one file a matter. The caller owns the transaction."""
