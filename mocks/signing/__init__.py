"""The remote signing service: people's keys, their phones, time stamps and revocation answers.

In the manner of Mobile-ID and of the national means (SİMA, ASAN İmza): a portal sends the digest of what is to be
signed, the person compares a control code and enters a PIN on the phone, the portal collects a raw ECDSA signature.

`python -m mocks.signing --port 8105 --data-dir .data`; the phone of a person is the page `/phone/<FİN>`.

To sign a PDF: `GET /v1/certificates/<fin>`; build the CMS signed attributes with that certificate; send the SHA-256
of their DER to `POST /v1/signatures`; show the control code; collect by `GET /v1/signatures/<id>?timeout_ms=`; put
the raw signature into the CMS and stamp it at `/tsa`. `tests/mocks/signing/test_pdf.py` does so with pyHanko.

Several digests are signed with one PIN: `hashes` instead of `hash`, answered by `signatures` in the same order, all or
none, as in `signatures/signHash` of the Cloud Signature Consortium's API v2. The control code then stands for the digest
of all of them, one after the other.

Faults (`POST /admin/faults`, token `demo-admin`), each for everybody or `for` one FİN, always or a number of `times`:

- of the line: `slow`, `500`, `503`, `reset`;
- results without a signature: `refuse`, `timeout`, `not-customer`, `phone-absent`, `delivery-error`, `hash-mismatch`;
- certificates: `wrong-person`, `revoked-certificate`, `expired-certificate`, `untrusted-certificate`. They strike
  each time a certificate is read, so one `times` changes it between the two calls of one signature;
- signatures: `other-hash`, and `late-ok` (OK after a refusal has been collected);
- authorities, for everybody only: `tsa-down`, `crl-down`, `ocsp-down`, `ocsp-unknown`, `ocsp-stale`.
"""
