"""Words every context speaks: money, ids, instants, events, origins, errors."""
