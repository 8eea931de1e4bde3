"""Electronic signatures: remote signing by a phone, PDF signatures with time and revocation data, the server's seal."""
