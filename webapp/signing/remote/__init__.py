"""The two things that happen outside: `asking` puts a digest on the telephone, `collecting` brings the signature home.

No transaction is open while anybody outside is spoken to.
"""
