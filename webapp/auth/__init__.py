"""Single sign-on, sessions, means of proof, restricted accounts, posts of the operator.

Kabinet is a relying party of "ASAN Login" (OpenID Connect Core 1.0, code flow with PKCE); it keeps no passwords (charter
003, cl. 1.4.5). A person is (issuer, subject); the FİN is an attribute. Where to start: `views/entrance.py` (the way in),
`gateways/` (all that is said to the provider), `id_tokens.py` (what is believed of its answers), `web_session.py` (cookie and
row), `identify.py` (who acts in a request), `restriction.py` (charter 003, cl. 9.6).
"""
