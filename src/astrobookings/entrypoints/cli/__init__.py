"""Operator commands: `astrobookings …`."""

from astrobookings.entrypoints.cli.main import main

__all__ = ["main"]
