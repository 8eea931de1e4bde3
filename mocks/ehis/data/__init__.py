"""What the registers know: pure functions of the present day, the same at every start (fixed random seed)."""
