"""The HTTP interfaces: translate a request, call one use-case, translate its answer (design §5)."""
