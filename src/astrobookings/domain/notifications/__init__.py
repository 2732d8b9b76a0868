"""Who hears what: notices and the states of their queue."""
