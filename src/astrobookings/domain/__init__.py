"""The rules of AstroBookings: pure functions over frozen values."""
