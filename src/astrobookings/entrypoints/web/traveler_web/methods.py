"""How travelers pay: what the gateway in use takes."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from attrs import frozen

from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["METHOD", "Method", "bank_page", "declined", "method_in", "with_method"]

METHOD = "payment_method"
_LONGEST = 200


@frozen
class Method:
    """A way to pay, for people."""

    token: str
    name: str
    about: str


_OF_THE_SANDBOX = (
    Method("pm_ok", "Card that pays", "The payment goes through at once."),
    Method("pm_requires_action", "Card whose bank asks", "You approve or refuse on its page."),
    Method("pm_declined", "Card that is declined", "The bank says no and gives no reason."),
    Method("pm_insufficient_funds", "Card without cover", "The bank says that money is missing."),
)
_REASONS: Mapping[str, str] = {
    "declined": "the bank gave no reason",
    "insufficient-funds": "there is not enough money on the account",
    "amount-too-large": "the amount is more than the bank lets through at once",
    "action-refused": "it was refused on the page of the bank",
    "unknown-payment-method": "the bank does not know this way to pay",
    "released": "it was given up before any money moved",
}


@runtime_checkable
class _Sandbox(Protocol):
    """A gateway whose payers decide on a page of ours."""

    def complete_action(self, provider_id: str, *, approve: bool) -> object: ...


def with_method(request: WebRequest, form: Form) -> tuple[Form, tuple[Method, ...]]:
    """*form* with the first method chosen unless another is, and what can be chosen from: nothing
    where the payer's client makes the method itself.
    """
    if not isinstance(request.system.gateway, _Sandbox):
        return form, ()
    chosen = form.value(METHOD) or _OF_THE_SANDBOX[0].token
    return form.with_values(**{METHOD: chosen}), _OF_THE_SANDBOX


def bank_page(request: WebRequest, next_action: str) -> str:
    """Where the payer does what the bank asks for."""
    if isinstance(request.system.gateway, _Sandbox):
        return f"/sandbox/actions/{next_action.rpartition('/')[2]}"
    return next_action


def method_in(form: Form) -> str:
    """The method that was chosen.

    Raises:
        Invalid: none.
    """
    token = form.value(METHOD)
    if not 1 <= len(token) <= _LONGEST:
        raise Invalid((Fault(f"/{METHOD}", "choose how to pay", "required"),))
    return token


def declined(reason: str) -> str:
    """Why a payment came to nothing, to be read after `declined:`."""
    return _REASONS.get(reason, reason.replace("-", " ").replace("_", " "))
