"""Signatures inside PDF files: PAdES baseline B-LT by pyHanko (ETSI EN 319 142-1, ISO 32000-2, 12.8).

`trust` says whom we believe, `preparing` makes the place and the digest, `finishing` puts the signature in,
`sealing` signs for the portal itself, `reports` tells what is true about the signatures of a file.
"""
