"""The tables of the two stores."""
