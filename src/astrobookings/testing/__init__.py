"""For testers and embedders: in-memory system, builders, strategies, contract suites."""
