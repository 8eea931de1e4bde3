"""Shared presentation: the web application class, pages, fragments, forms, languages, access to views.

Knows no subsystem. `portal.py` is the edge: it owns the transaction of a request and asks for access.
"""
