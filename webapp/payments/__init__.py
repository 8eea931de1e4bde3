"""What is to be paid and what was paid: invoices, attempts, receipts, the ledger.

`api` is where other rooms start: plug-in `Payable`, `open_invoice`; the fact `InvoicePaid`.
"""
