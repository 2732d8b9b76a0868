"""Runs the migrations of SystemDB on the connection it is given."""

from astrobookings.adapters.sql.migrations.running import run

run()
