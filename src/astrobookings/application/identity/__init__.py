"""Who someone is: registering, signing in and out, one's own account."""
