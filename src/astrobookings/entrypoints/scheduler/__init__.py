"""What is to be done again and again, and who sees to it."""
