"""Every port without a server: for demonstrations, tests, and as the reference of the others."""
