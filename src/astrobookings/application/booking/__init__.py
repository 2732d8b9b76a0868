"""Finding launches, booking seats, paying, cancelling, being refunded."""
