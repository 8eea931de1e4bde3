"""The rules of the four means of decision 118, clause 6.5; no HTML here."""
