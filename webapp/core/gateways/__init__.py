"""The one way to an address that a stranger gave: webhooks of programs, push services of people's browsers."""
