"""The messaging operator: takes SMS, mail and push messages and, instead of delivering them, shows them.

`python -m mocks.messaging --port 8106 --data-dir .data`; the page is `/`, programs use `/api/messages`.
Mail comes whole, as MIME (`mime`), and is shown as a mail program reads it. `POST /api/messages/batch` takes many. What was
taken is told to `--receipts-url`, signed. `/push/…` is a push service with browsers behind it (`POST /push/browsers`).
Faults (`POST /admin/faults`, token `demo-admin`): `slow`, `500`, `503`, `reset`, `reject`, `undelivered`,
`no-receipt`, `receipt-twice`, `receipt-forged`, `push-gone`, `push-missing`, `push-large`, `push-busy`, `push-broken`, `for` one
recipient or all.
"""
