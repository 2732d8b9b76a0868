"""Routes of accounts and sign-in: the service `system`."""
