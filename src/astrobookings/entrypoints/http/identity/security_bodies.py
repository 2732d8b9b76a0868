"""What requests about second factors bring."""

from typing import Annotated

import msgspec
from msgspec import Meta

from astrobookings.application.identity.credentials_proof import Credentials
from astrobookings.entrypoints.http.identity.bodies import Email, Password

__all__ = ["Code", "CodeBody", "PasswordAndCode", "PasswordBody", "SetUpBody", "SetUpProof"]

Code = Annotated[str, Meta(max_length=50, examples=["287082"])]


class PasswordBody(msgspec.Struct, forbid_unknown_fields=True):
    """The account's password, asked for anew."""

    password: Password


class CodeBody(msgspec.Struct, forbid_unknown_fields=True):
    """The six digits that the device shows."""

    code: Code


class PasswordAndCode(msgspec.Struct, forbid_unknown_fields=True):
    """The password, and a code of the device or a recovery code."""

    password: Password
    code: Code


class SetUpBody(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """As for signing in."""

    email: Email
    password: Password

    def credentials(self, origin: str) -> Credentials:
        return Credentials(email=self.email, password=self.password, origin_address=origin)


class SetUpProof(SetUpBody, forbid_unknown_fields=True, kw_only=True):
    """As for signing in, with the six digits that the device shows."""

    code: Code
