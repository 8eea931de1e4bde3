"""Use cases of the register, one function each."""
