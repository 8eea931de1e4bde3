"""Forms: the two of the act, the contract, and the small ones of single steps."""
