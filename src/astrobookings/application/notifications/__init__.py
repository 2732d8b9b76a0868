"""Who hears what: mails are queued for events and sent from the queue."""
