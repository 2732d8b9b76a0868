"""Accounts, profiles, sessions, links and those who ask."""

from datetime import date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.identity.accounts import Account, AccountStatus, CompanyDetails
from astrobookings.domain.identity.links import Link, LinkKind, LinkPolicy, issue, use, with_secret
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.identity.roles import Position, Principal, Role, Standing
from astrobookings.domain.identity.second_factor import (
    SecondFactor,
    begin,
    confirm,
    use_step,
)
from astrobookings.domain.identity.sessions import (
    EndReason,
    Session,
    SessionPolicy,
    end,
    open_session,
    refresh,
)
from astrobookings.domain.kernel.ids import LinkId, SessionId, UserId
from astrobookings.testing.strategies.kernel import entities, ids, instants, lines, spans, versions

__all__ = [
    "account_statuses",
    "accounts",
    "birth_dates",
    "company_details",
    "countries",
    "emails",
    "links",
    "phones",
    "positions",
    "principals",
    "roles",
    "second_factors",
    "sessions",
    "standings",
    "traveler_profiles",
]


def emails() -> SearchStrategy[str]:
    """Normalized addresses of example domains."""
    words = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)
    return st.builds("{}@{}.example".format, words, words)


def phones() -> SearchStrategy[str]:
    """Numbers that look like E.164; no country's plan is asked."""
    return st.integers(600_000_000, 699_999_999).map("+34{}".format)


def countries() -> SearchStrategy[str]:
    """ISO 3166-1 alpha-2 codes of a few countries."""
    return st.sampled_from(["ES", "FR", "DE", "US", "JP", "BR"])


def birth_dates(
    *, youngest: date = date(2007, 1, 1), oldest: date = date(1960, 1, 1)
) -> SearchStrategy[date]:
    """Birth dates from *oldest* to *youngest*: by default adults up to 70 from 2026 to 2029."""
    return st.dates(min_value=oldest, max_value=youngest)


def roles() -> SearchStrategy[Role]:
    """What accounts are for."""
    return st.sampled_from(Role)


def positions() -> SearchStrategy[Position]:
    """What employees do."""
    return st.sampled_from(Position)


def standings() -> SearchStrategy[Standing]:
    """As what somebody asks."""
    return st.sampled_from(Standing)


def account_statuses() -> SearchStrategy[AccountStatus]:
    """Where accounts stand."""
    return st.sampled_from(AccountStatus)


@st.composite
def principals(
    draw: DrawFn,
    *,
    standing: SearchStrategy[Standing] = standings(),
    user_id: SearchStrategy[UserId] = ids(UserId),
) -> Principal:
    """Those who ask: visitors and the platform itself have no user."""
    as_what = draw(standing)
    nobody = as_what in {Standing.VISITOR, Standing.SYSTEM}
    return Principal(
        standing=as_what,
        user_id=None if nobody else draw(user_id),
        session_id=None if nobody else draw(ids(SessionId)),
        service=draw(st.sampled_from(["booking", "agency", "system"])),
        request_id=str(draw(ids(SessionId))),
    )


def company_details() -> SearchStrategy[CompanyDetails]:
    """What agencies tell of themselves when they register."""
    return st.builds(
        CompanyDetails,
        company_name=lines(),
        description=st.just("") | lines(longest=40),
        contact_person=lines(),
        contact_email=emails(),
        contact_phone=phones(),
        tax_id=lines(),
        legal_address=lines(),
        country=countries(),
    )


@st.composite
def accounts(
    draw: DrawFn,
    *,
    id: SearchStrategy[UserId] = ids(UserId),
    email: SearchStrategy[str] = emails(),
    role: SearchStrategy[Role] = roles(),
    position: SearchStrategy[Position] = positions(),
    status: SearchStrategy[AccountStatus] = account_statuses(),
    created_at: SearchStrategy[datetime] = instants(),
    version: SearchStrategy[int] = versions(),
) -> Account:
    """Accounts; employees have a *position*, agencies their company's details.

    Some active accounts have a changed address that waits for its confirmation.
    """
    for_what, stands = draw(role), draw(status)
    suspended = stands is AccountStatus.SUSPENDED
    before = st.sampled_from((AccountStatus.ACTIVE, AccountStatus.UNCONFIRMED))
    employee, agency = for_what is Role.EMPLOYEE, for_what is Role.AGENCY
    may_wait = stands is AccountStatus.ACTIVE
    return draw(
        entities(
            Account,
            created_at=created_at,
            version=version,
            id=id,
            email=email,
            password_hash=lines().map("hash:{}".format),
            role=st.just(for_what),
            position=position if employee else st.none(),
            department=lines() if employee else st.just(""),
            phone=phones(),
            first_name=lines(),
            last_name=lines(),
            status=st.just(stands),
            pending_email=st.none() | emails() if may_wait else st.none(),
            company=company_details() if agency else st.none(),
            suspended_from=before if suspended else st.none(),
            suspension_reason=lines() if suspended else st.none(),
        )
    )


def traveler_profiles(
    *,
    user_id: SearchStrategy[UserId] = ids(UserId),
    birth_date: SearchStrategy[date] = birth_dates(),
    version: SearchStrategy[int] = versions(),
) -> SearchStrategy[TravelerProfile]:
    """Contact and tax data of adult travelers."""
    return entities(
        TravelerProfile,
        version=version,
        user_id=user_id,
        first_name=lines(),
        last_name=lines(),
        birth_date=birth_date,
        phone=phones(),
        address=lines(),
        country=countries(),
        tax_id=lines(),
    )


@st.composite
def sessions(
    draw: DrawFn,
    *,
    user_id: SearchStrategy[UserId] = ids(UserId),
    created_at: SearchStrategy[datetime] = instants(),
    refreshes: SearchStrategy[int] = st.integers(0, 2),
    ended: SearchStrategy[bool] = st.booleans(),
    policy: SessionPolicy = SessionPolicy(),
) -> Session:
    """Sessions refreshed a few times within their idle time, some of them ended."""
    now = draw(created_at)
    session = open_session(
        draw(ids(SessionId)),
        draw(user_id),
        origin=draw(st.sampled_from(["192.0.2.1", "2001:db8::1"])),
        user_agent=draw(lines()),
        now=now,
        policy=policy,
    )
    for _ in range(draw(refreshes)):
        now += draw(spans(most=policy.idle - timedelta(microseconds=1)))
        session = refresh(session, session.generation, now, policy)
    return end(session, draw(st.sampled_from(EndReason)), now) if draw(ended) else session


@st.composite
def second_factors(
    draw: DrawFn,
    *,
    user_id: SearchStrategy[UserId] = ids(UserId),
    created_at: SearchStrategy[datetime] = instants(),
    in_force: SearchStrategy[bool] = st.booleans(),
) -> SecondFactor:
    """Second factors: begun, or *in_force* after some codes of theirs were used."""
    now = draw(created_at)
    secret = draw(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=32, max_size=32))
    factor = begin(None, draw(user_id), secret, now)
    if not draw(in_force):
        return factor
    first = int(now.timestamp()) // 30
    later = sorted(draw(st.sets(st.integers(first + 1, first + 1000), max_size=3)))
    factor = confirm(factor, first, draw(st.lists(lines(), max_size=10, unique=True)), now)
    for step in later:
        factor = use_step(factor, step)
    return factor


@st.composite
def links(
    draw: DrawFn,
    *,
    kind: SearchStrategy[LinkKind] = st.sampled_from(LinkKind),
    user_id: SearchStrategy[UserId] = ids(UserId),
    created_at: SearchStrategy[datetime] = instants(),
    sent: SearchStrategy[bool] = st.booleans(),
    used: SearchStrategy[bool] = st.booleans(),
    policy: LinkPolicy = LinkPolicy(),
) -> Link:
    """Links: issued, *sent* (their secret is known), or also *used*."""
    now = draw(created_at)
    link = issue(draw(ids(LinkId)), draw(user_id), draw(kind), now=now, policy=policy)
    if not draw(sent):
        return link
    secret = draw(lines())
    link = with_secret(link, secret)
    if not draw(used):
        return link
    soon = draw(spans(most=link.expires_at - now - timedelta(microseconds=1)))
    return use(link, kinds=frozenset({link.kind}), secret_hash=secret, now=now + soon)
