"""Who sits where: bookings, seat limits, holds, payments, refunds, receipts."""
