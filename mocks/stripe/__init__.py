"""Stripe, as far as hosted Checkout goes: sessions, the PaymentIntent behind each, refunds with limits, signed events.

`python -m mocks.stripe --port 8107 --data-dir .data --webhook-url …`; STRIPE_API_KEY and STRIPE_WEBHOOK_SECRET say which key is
right and with what events are signed. The library `stripe` speaks to it as to the real one:

- `POST /v1/checkout/sessions`, `GET …/<id>`, `GET …` (list), `POST …/<id>/expire`;
- `GET /v1/payment_intents/<id>`: declined, held for 3-D Secure, charged, canceled;
- `POST /v1/refunds`, `GET …/<id>`, `GET …` (list);
- `Idempotency-Key` is honoured: the same answer again, an error for other parameters;
- `/c/pay/<id>`: the payer's page, plain forms, az, en, ru;
- events `checkout.session.*`, `payment_intent.*`, `charge.succeeded`, `charge.refunded`, `refund.*`, `charge.dispute.created`,
  tried again until they are taken; `POST /admin/sessions/<id>/dispute` and `/admin/refunds/<id>` make what only banks do.

Faults (`POST /admin/faults`, token `demo-admin`): `slow`, `500`, `503`, `reset`, `lost-answer`; of events `delay`, `duplicate`,
`reorder`, `drop`, `forge`; of what is told `wrong-amount`, `wrong-currency`, `wrong-invoice`, `live-mode`, `late-success`;
of refunds `refund-pending` (taken, made later), `refund-failed`, `refund-refused`.
"""
