"""What every adapter of a port must do: one suite per port.

Subclass the suite of your port and give it the fixture it asks for:

    class TestMyAgencies(AgenciesContract):
        @pytest.fixture
        def store(self) -> OperationsHarness:
            return OperationsHarness(transaction=..., agencies=MyAgencies(...), ...)

The suites of stores take a harness, which names all the ports of one store; what a suite does not
use may be any other adapter that shares the transaction. Call
`pytest.register_assert_rewrite("astrobookings.testing.contracts")` in your conftest for telling
failures.
"""
