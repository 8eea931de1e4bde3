"""The electronic goods waybill (Cabinet decision 355/2023, charter 4.0.6), from draft to receipt."""
