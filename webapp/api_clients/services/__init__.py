"""What is done: programs let in, tokens given, events announced and told."""
