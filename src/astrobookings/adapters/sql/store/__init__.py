"""The database of a store, and what every adapter does with it."""
