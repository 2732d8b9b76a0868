"""What the machine and its libraries give: time, ids, hashing, tokens, checks of contact data."""
