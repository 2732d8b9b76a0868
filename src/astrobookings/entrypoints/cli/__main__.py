"""`python -m astrobookings.entrypoints.cli` is the `astrobookings` command."""

from astrobookings.entrypoints.cli import main

main()
