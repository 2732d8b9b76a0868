"""Keeping copies in step with the records they were made of."""
