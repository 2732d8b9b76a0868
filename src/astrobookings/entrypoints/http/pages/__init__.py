"""Plain pages of the server itself: problems, health, and in embedded mode mails and payments."""
