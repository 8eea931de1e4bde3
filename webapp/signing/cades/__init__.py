"""Detached signatures over bytes that are no PDF: CMS with the attributes of CAdES (ETSI EN 319 122-1), level B-LT."""
