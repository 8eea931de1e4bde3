r"""ASAN ödəniş, the state's payment service: a merchant makes a payment, the payer pays on its page, both are told.

`python -m mocks.asan_odenis --port 8104 --data-dir .data`; the key of both sides is ASAN_ODENIS_KEY. Its real merchant
interface is not published: this one has what such services have.

- `POST /api/v1/payments` (`Idempotency-Key`), `GET /api/v1/payments/<id>`, `POST …/cancel`, `POST …/refunds`,
  `GET …/refunds/<id>`, and
  `GET /api/v1/settlements/<day>`: every request signed, `X-Asan-Signature: t=…,v1=HMAC(t.METHOD path\nbody)`;
- `/services/<code>`: to whom the payments of a service go;
- `/pay/<id>`: the payer's page, plain forms, az, en, ru; then back to `return_url`;
- a notification to `notify_url`, signed over `t.body`, tried again until it is taken.

Faults (`POST /admin/faults`, token `demo-admin`), `for` one payment or all, always or a number of `times`:

- of the line: `slow`, `500`, `503`, `reset`; `lost-answer` makes the payment and then answers 500;
- of notifications: `delay`, `duplicate`, `reorder`, `drop`, `forge`;
- of what is told when asked: `wrong-amount`, `wrong-currency`, `wrong-invoice`, `late-success` (paid only after `seconds`);
- of refunds: `refund-pending` (taken, made later), `refund-failed`, `refund-refused`; `lost-answer` makes one and answers 500;
- of the settlement file: `settlement-missing`, `settlement-extra`, `settlement-duplicate`, `settlement-amount`,
  `settlement-currency`, and of it as a whole `settlement-empty`, `settlement-wrong-day`, `settlement-bom`, `settlement-commas`.

`POST /admin/payments/<id>` `{"status": "paid"}` moves a payment by force: a success after expiry, for one.
"""
