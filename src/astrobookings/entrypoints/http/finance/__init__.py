"""Routes of money: the service `finance`."""
