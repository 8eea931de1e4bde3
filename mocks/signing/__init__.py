"""The remote signing service: people's keys, their phones, time stamps and revocation answers.

In the manner of Mobile-ID and of the national means (SİMA, ASAN İmza): a portal sends the digest of what is to be
signed, the person compares a control code and enters a PIN on the phone, the portal collects a raw ECDSA signature.

`python -m mocks.signing --port 8105 --data-dir .data`; the phone of a person is the page `/phone/<FİN>`.
"""
