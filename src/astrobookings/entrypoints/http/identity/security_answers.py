"""What is told of sessions and second factors."""

from datetime import datetime
from uuid import UUID

import msgspec

from astrobookings.application.identity.list_sessions import OwnSession
from astrobookings.application.identity.second_factor_setup import DeviceSecret, RecoveryCodes
from astrobookings.application.identity.view_second_factor import FactorState, SecondFactorView
from astrobookings.domain.identity.devices import device_of

__all__ = [
    "DeviceSecretAnswer",
    "RecoveryCodesAnswer",
    "SecondFactorAnswer",
    "SessionAnswer",
    "SessionsAnswer",
    "device_secret",
    "recovery_codes",
    "second_factor",
    "session",
]


class SessionAnswer(msgspec.Struct, kw_only=True):
    """A sign-in that can still be used."""

    id: UUID
    current: bool
    """Whether it is the one that asks."""
    device: str
    """A guess from the user agent."""
    user_agent: str
    origin: str
    """The address the sign-in came from."""
    created_at: datetime
    last_used_at: datetime
    """When its tokens were last renewed."""
    expires_at: datetime
    available_actions: list[str]
    """`end`."""


class SessionsAnswer(msgspec.Struct):
    """Where the account is signed in, the newest first."""

    items: list[SessionAnswer]


class SecondFactorAnswer(msgspec.Struct, kw_only=True):
    """How the second factor stands."""

    status: FactorState
    required: bool
    """Whether your position needs one."""
    since: datetime | None
    recovery_codes_left: int
    available_actions: list[str]
    """Among `begin`, `confirm`, `renew_recovery_codes`, `end`."""


class DeviceSecretAnswer(msgspec.Struct):
    """What a device is given; it is shown this once."""

    secret: str
    """Base 32, to be typed."""
    uri: str
    """`otpauth://…`, for a QR code."""


class RecoveryCodesAnswer(msgspec.Struct):
    """Each stands in for one code of a lost device; they are shown this once."""

    recovery_codes: list[str]


def session(own: OwnSession) -> SessionAnswer:
    known = own.session
    return SessionAnswer(
        id=known.id,
        current=own.current,
        device=device_of(known.user_agent),
        user_agent=known.user_agent,
        origin=known.origin,
        created_at=known.created_at,
        last_used_at=known.refreshed_at,
        expires_at=known.expires_at,
        available_actions=["end"],
    )


def second_factor(view: SecondFactorView) -> SecondFactorAnswer:
    on = view.state is FactorState.ON
    actions = {
        "begin": not on,
        "confirm": view.state is FactorState.BEGUN,
        "renew_recovery_codes": on,
        "end": on and not view.required,
    }
    return SecondFactorAnswer(
        status=view.state,
        required=view.required,
        since=view.since,
        recovery_codes_left=view.recovery_codes_left,
        available_actions=[name for name, allowed in actions.items() if allowed],
    )


def device_secret(given: DeviceSecret) -> DeviceSecretAnswer:
    return DeviceSecretAnswer(given.secret, given.uri)


def recovery_codes(codes: RecoveryCodes) -> RecoveryCodesAnswer:
    return RecoveryCodesAnswer(list(codes))
