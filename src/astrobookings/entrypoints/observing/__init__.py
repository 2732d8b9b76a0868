"""What a process notes about itself: entries for the log, and figures of what it serves."""
