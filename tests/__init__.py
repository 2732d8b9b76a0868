"""The tests of AstroBookings, laid out like the package."""
