"""Figures of the civil service: how many, who, how long, what is not carried out; open ones tell nothing of anybody."""
