"""Routes of the board, bookings, payments and receipts: the service `booking`."""
