"""The monitoring station as a program: pages, export and metrics over `ehis_stats`, for whoever knows the password.

It works without the portal, has no key of the house, and connects to the database as a role that reads statistics alone.
"""
