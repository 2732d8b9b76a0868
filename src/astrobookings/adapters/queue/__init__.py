"""Handing work to the workers through Dramatiq; what they do with it is the entrypoints' matter."""
