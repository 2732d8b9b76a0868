"""Entries, metrics and alerts."""

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.kernel.ids import AlertId, EntryId, UserId
from astrobookings.domain.monitoring.alerts import (
    Alarm,
    Alert,
    AlertPolicy,
    Threshold,
    raised,
    resolved,
)
from astrobookings.domain.monitoring.entries import Entry, EntryFilter, Level
from astrobookings.domain.monitoring.metrics import Metric, Point, Sample
from astrobookings.domain.monitoring.traffic import Traffic, TrafficReport
from astrobookings.domain.monitoring.words import Sought, sought
from astrobookings.testing.strategies.kernel import ids, instants, lines

__all__ = [
    "alarms",
    "alerts",
    "entries",
    "entry_filters",
    "points",
    "samples",
    "sought_words",
    "thresholds",
    "traffic_reports",
    "traffics",
]

_WORDS = st.sampled_from(["booking", "worker", "request-refused", "Łódź", "late"])
_FIGURES = st.floats(0, 1000, allow_nan=False)


def thresholds() -> SearchStrategy[Threshold]:
    """Those of the policy."""
    return st.sampled_from(AlertPolicy().thresholds)


def alarms() -> SearchStrategy[Alarm]:
    """Reasons to raise an alert."""
    return st.builds(
        Alarm,
        rule=st.sampled_from(Metric).map(str),
        subject=st.sampled_from(["", "profiles"]),
        level=st.sampled_from(Level),
        title=lines(),
        figure=lines(),
        threshold=lines(),
    )


@st.composite
def alerts(draw: DrawFn) -> Alert:
    """Alerts raised, some of them resolved."""
    now = draw(instants())
    alert = raised(draw(ids(AlertId)), draw(alarms()), now)
    return evolve(resolved(alert, now) if draw(st.booleans()) else alert, version=1)


def entries() -> SearchStrategy[Entry]:
    """What happened, with a few facts."""
    return st.builds(
        Entry,
        id=ids(EntryId),
        at=instants(),
        level=st.sampled_from(Level),
        component=_WORDS,
        event=_WORDS,
        message=lines(),
        actor=st.none() | ids(UserId),
        request_id=lines(),
        facts=st.dictionaries(_WORDS, lines() | st.integers(0, 9), max_size=2),
        trace=st.just("") | lines(),
    )


def sought_words() -> SearchStrategy[Sought]:
    """What a search asks for, beginnings among it."""
    return st.builds(str.__add__, _WORDS, st.sampled_from(["", "*"])).map(sought)


def entry_filters() -> SearchStrategy[EntryFilter]:
    """Filters that let some entries through."""
    return st.builds(
        EntryFilter,
        level=st.none() | st.sampled_from(Level),
        component=st.none() | _WORDS,
        event=st.none() | _WORDS,
        actor=st.none() | ids(UserId),
        since=st.none() | instants(),
        until=st.none() | instants(),
        sought=st.just(Sought()) | sought_words(),
    )


def samples() -> SearchStrategy[Sample]:
    """Values of metrics."""
    return st.builds(Sample, metric=st.sampled_from(Metric), at=instants(), value=_FIGURES)


@st.composite
def points(draw: DrawFn) -> Point:
    """A step of time with its least, mean and most."""
    least, mean, most = sorted(draw(st.tuples(_FIGURES, _FIGURES, _FIGURES)))
    return Point(at=draw(instants()), mean=mean, least=least, most=most)


@st.composite
def traffics(draw: DrawFn) -> Traffic:
    """A few requests."""
    served = draw(
        st.lists(st.tuples(st.floats(0, 20_000), st.sampled_from([200, 404, 503])), max_size=4)
    )
    return sum((Traffic.of(ms, status) for ms, status in served), start=Traffic())


def traffic_reports() -> SearchStrategy[TrafficReport]:
    """What a process served."""
    return st.builds(TrafficReport, source=lines(), at=instants(), traffic=traffics())
