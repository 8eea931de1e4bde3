"""Addresses: the interface, the payer's page, the side door."""
