"""The ticket in the wallet of a phone, where the keys of its maker are configured; elsewhere nothing is offered.

Settings: APPLE_PASS_CERT, APPLE_PASS_KEY, APPLE_PASS_CHAIN (PEM files: the pass type certificate of Apple's developer
programme, its key, the WWDR certificate); GOOGLE_WALLET_KEY (a service account's JSON file), GOOGLE_WALLET_ISSUER.
"""
