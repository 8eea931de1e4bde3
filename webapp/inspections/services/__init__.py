"""What changes something: look-ups that are kept, acts filed, signed and annulled."""
