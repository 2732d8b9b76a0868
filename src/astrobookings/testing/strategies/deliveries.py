"""Events on their way."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.kernel.deliveries import (
    Delivery,
    Hearing,
    Miss,
    RelayPolicy,
    begun,
    heard,
    missed,
    settled,
)
from astrobookings.testing.strategies.events import envelopes
from astrobookings.testing.strategies.kernel import instants, lines

__all__ = ["deliveries", "hearings", "misses"]

_CONTEXTS = ("booking", "notifications")


def hearings() -> SearchStrategy[Hearing]:
    """How a context may fare: heard, dead, or still to be tried."""
    attempts = st.integers(0, 10)
    return st.builds(
        Hearing,
        attempts=attempts,
        counted=attempts,
        reported=attempts,
        due_at=st.none() | instants(),
        failure=st.just("") | lines(),
        failed_at=st.none() | instants(),
    ) | st.sampled_from([Hearing(heard=True, attempts=1), Hearing(dead=True, attempts=10)])


def misses() -> SearchStrategy[Miss]:
    """Failures and outages."""
    return st.builds(Miss, failure=lines(), outage=st.booleans())


@st.composite
def deliveries(draw: DrawFn) -> Delivery:
    """Events of which some contexts have heard and others have not."""
    envelope = draw(envelopes())
    now = envelope.at
    delivery = Delivery(envelope=envelope, due_at=now, round=1)
    for context in _CONTEXTS:
        step = draw(st.sampled_from(["waits", "heard", "missed"]))
        if step == "heard":
            delivery = heard(delivery, context)
        elif step == "missed":
            delivery = missed(
                begun(delivery, context),
                context,
                draw(misses()),
                now=now,
                jitter=draw(st.floats(0, 1)),
                policy=RelayPolicy(),
            )
    return settled(delivery, _CONTEXTS, now)
