"""Who someone is and may do: accounts, roles, permissions, sign-in."""
