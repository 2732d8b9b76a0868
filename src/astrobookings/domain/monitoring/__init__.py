"""What happened, how well it goes, and what calls for somebody."""
