"""REST message protocol, version 1 (r1), as the security servers speak it. Pure: no HTTP, no database.

An information system sends `GET /r1/AZ/GOV/AYNA/kabinet/carrierStatus?voen=…` with `X-Road-Client` to its own security
server. That one takes it in (`reading.accept`), writes it down as exact bytes, signs these with `webapp.ehis.sign` and
posts both to the other security server's `/` as multipart/mixed (`multipart.pack(..., kind=REQUEST_KIND)`): first the
message (head lines, an empty line, body), second the detached signature. The provider's server reads the message from
these bytes (`reading.read`), asks its information system, and sends the answer back in the same form
(`answers.write`, `kind=ANSWER_KIND`). Refusals travel unsigned, as JSON with `X-Road-Error` (`errors`).
"""
