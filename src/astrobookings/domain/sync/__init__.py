"""Which change travels where: copies, the runs that bring them up to date, conflicts."""
