"""Runs the migrations of OperationsDB on the connection it is given."""

from astrobookings.adapters.sql.migrations.running import run

run()
