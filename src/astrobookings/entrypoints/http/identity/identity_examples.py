"""One example for each described shape of users, sessions and second factors."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec

from astrobookings.application.identity.view_second_factor import FactorState
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.entrypoints.http.identity import security_answers, security_bodies
from astrobookings.entrypoints.http.identity import user_answers as answers
from astrobookings.entrypoints.http.identity import user_bodies as bodies

__all__ = ["IDENTITY_EXAMPLES"]

_MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
_PASSWORD = "four-unrelated-words-here"
_MAE = answers.ManagedUserAnswer(
    id=UUID("0197c3a0-0000-7000-8000-000000000070"),
    email="mae@astrobookings.example",
    pending_email=None,
    role=Role.EMPLOYEE,
    position=Position.CUSTOMER_SERVICE,
    status=AccountStatus.ACTIVE,
    first_name="Mae",
    last_name="Ito",
    phone="+34600000000",
    created_at=_MADE,
    updated_at=_MADE,
    version=2,
    department="Launch desk",
    suspension_reason=None,
    available_actions=["edit", "move", "suspend"],
)
_SESSION = security_answers.SessionAnswer(
    id=UUID("0197c3a0-0000-7000-8000-000000000071"),
    current=True,
    device="Firefox on Linux",
    user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    origin="192.0.2.7",
    created_at=_MADE,
    last_used_at=_MADE + timedelta(hours=2),
    expires_at=_MADE + timedelta(days=30),
    available_actions=["end"],
)

IDENTITY_EXAMPLES: tuple[msgspec.Struct, ...] = (
    _MAE,
    answers.UsersAnswer([_MAE], None),
    answers.UserDetailsAnswer(
        **msgspec.structs.asdict(_MAE) | {"second_factor": FactorState.OFF},
    ),
    bodies.NewEmployee(
        email="mae@astrobookings.example",
        first_name="Mae",
        last_name="Ito",
        position=Position.CUSTOMER_SERVICE,
        department="Launch desk",
        phone="600 000 000",
        country="ES",
    ),
    bodies.UserUpdate(status="suspended", reason="Left the company."),
    bodies.ResetReason("The phone was lost; she called from her known number."),
    _SESSION,
    security_answers.SessionsAnswer([_SESSION]),
    security_answers.SecondFactorAnswer(
        status=FactorState.ON,
        required=False,
        since=_MADE,
        recovery_codes_left=9,
        available_actions=["renew_recovery_codes", "end"],
    ),
    security_answers.DeviceSecretAnswer(
        _SECRET,
        f"otpauth://totp/AstroBookings:ada%40example.org?secret={_SECRET}&issuer=AstroBookings",
    ),
    security_answers.RecoveryCodesAnswer(["JBSW-Y3DP-EHPK-3PXP", "GEZD-GNBV-GY3T-QOJQ"]),
    security_bodies.PasswordBody(_PASSWORD),
    security_bodies.CodeBody("287082"),
    security_bodies.PasswordAndCode(_PASSWORD, "287082"),
    security_bodies.SetUpBody(email="ada@example.org", password=_PASSWORD),
    security_bodies.SetUpProof(email="ada@example.org", password=_PASSWORD, code="287082"),
)
