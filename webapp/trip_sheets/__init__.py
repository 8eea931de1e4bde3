"""Trip sheets of lorries (yol vərəqi): vehicle, driver, odometer, fuel and work done, linked to waybills."""
