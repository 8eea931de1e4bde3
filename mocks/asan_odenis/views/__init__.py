"""Addresses: of merchants, of payers, of tests."""
