"""Routes of agencies, their fleet and launches, and of spaceports: the service `agency`."""
