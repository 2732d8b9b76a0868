"""AuthWeb."""

from collections.abc import Callable, Mapping

from astrobookings.application.identity.sign_in import SignInRequest
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.world import PASSWORD, World
from tests.browser.places import Place

__all__ = ["PLACES"]


def _visited(path: str) -> Place:
    """A page for everybody."""
    return lambda _: (None, path)


def _of(path: str, person: Callable[[World], Principal] = World.traveler) -> Place:
    return lambda world: (person(world), path)


def _session(world: World) -> tuple[Principal, str]:
    who = world.traveler()
    email = world.parts.users.get(UserId(who.user_id)).email  # type: ignore[arg-type]
    asked = SignInRequest(
        email=email, password=PASSWORD, origin_address="192.0.2.7", user_agent="Firefox/140.0 Linux"
    )
    world.system.sign_in(world.visitor(), asked)
    (own,) = world.system.list_sessions(who)
    return who, f"/auth/security/sessions/{own.session.id}/end"


def _first_code(world: World) -> tuple[Principal, str]:
    who = world.traveler()
    world.system.begin_second_factor(who, PASSWORD)
    return who, "/auth/security/second-factor/confirm"


PLACES: Mapping[str, Place] = {
    "/auth/sign-in": _visited("/auth/sign-in?next=%2Ftraveler"),
    "/auth/sign-in/code": _visited("/auth/sign-in/code"),
    "/auth/sign-in/set-up": _visited("/auth/sign-in/set-up"),
    "/auth/sign-in/set-up/confirm": _visited("/auth/sign-in/set-up/confirm"),
    "/auth/register": _visited("/auth/register"),
    "/auth/register/agency": _visited("/auth/register/agency"),
    "/auth/registered": _visited("/auth/registered"),
    "/auth/confirm": _visited("/auth/confirm?token=of-a-mail"),
    "/auth/confirm/again": _visited("/auth/confirm/again"),
    "/auth/reset": _visited("/auth/reset?token=of-a-mail"),
    "/auth/reset/again": _visited("/auth/reset/again"),
    "/auth/forgotten": _visited("/auth/forgotten"),
    "/auth/link-sent": _visited("/auth/link-sent"),
    "/auth/profile": _of("/auth/profile"),
    "/auth/profile/email": _of("/auth/profile/email"),
    "/auth/profile/password": _of("/auth/profile/password"),
    "/auth/security": _of("/auth/security", World.agency),
    "/auth/security/sessions/{session_id:uuid}/end": _session,
    "/auth/security/end-others": _of("/auth/security/end-others"),
    "/auth/security/sign-out-everywhere": _of("/auth/security/sign-out-everywhere"),
    "/auth/security/second-factor/begin": _of("/auth/security/second-factor/begin"),
    "/auth/security/second-factor/confirm": _first_code,
    "/auth/security/second-factor/recovery-codes": _of(
        "/auth/security/second-factor/recovery-codes"
    ),
    "/auth/security/second-factor/end": _of("/auth/security/second-factor/end"),
    "/auth/privacy": _of("/auth/privacy"),
    "/auth/privacy/close": _of("/auth/privacy/close"),
    "/auth/preferences": _of("/auth/preferences", World.agency),
}
