"""A Stripe on this machine: localstripe, with what it lacks of the real one added in front.

What is added: idempotency keys, allowed types and payment methods given with the confirmation,
redirects for 3-D Secure and the event of it, refusing to refund more than is left, listing refunds
by age, names of test cards.
"""

import asyncio
import hashlib
import json
import sys
import threading
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import httpx
from aiohttp import web
from attrs import define, field

with patch.object(sys, "argv", ["localstripe"]), warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it has handlers that are no coroutines
    from localstripe import resources
    from localstripe.errors import UserError
    from localstripe.server import app as localstripe_app
    from localstripe.server import unflatten_data
    from localstripe.webhooks import schedule_webhook

from tests.servers import free_port

__all__ = ["SECRET_KEY", "WEBHOOK_SECRET", "StripePeer", "running_stripe"]

SECRET_KEY = "sk_test_not_for_anybody_to_see"
WEBHOOK_SECRET = "whsec_not_for_anybody_either"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_CARDS = {
    "pm_card_chargeDeclined": "4000000000000341",
    "pm_card_chargeDeclinedInsufficientFunds": "4000000000000341",
    "pm_card_authenticationRequired": "4000002500003155",
}
_CONFIRMABLE = {"requires_payment_method", "requires_confirmation"}
_DAY = 24 * 60 * 60


@define
class StripePeer:
    """A running peer; every call that reached it stands in `calls`."""

    port: int
    calls: list[str] = field(factory=list)
    _answers: dict[str, tuple[str, int, bytes]] = field(factory=dict)
    _at_work: set[str] = field(factory=set)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """What `ASTRO_PAYMENTS_URL` takes."""
        return f"stripe://{SECRET_KEY}@127.0.0.1:{self.port}?webhook_secret={WEBHOOK_SECRET}"

    def forget_keys(self) -> None:
        """Let a day pass, after which Stripe forgets idempotency keys."""
        self._answers.clear()

    def complete_action(self, provider_id: str, *, approve: bool) -> None:
        """The payer does what the bank asks for, or refuses to."""
        self._post(f"/_pay/{provider_id}", {"approve": approve})

    def call_us_at(self, url: str) -> None:
        """Send signed events to *url*."""
        self._post("/_config/webhooks/ours", {"url": url, "secret": WEBHOOK_SECRET})

    def _post(self, path: str, body: dict[str, object]) -> None:
        headers = {"authorization": f"Bearer {SECRET_KEY}"}
        httpx.post(f"{self.base}{path}", json=body, headers=headers).raise_for_status()

    def stand_in_front_of(self, app: web.Application) -> None:
        """Answers are remembered after errors became answers, what is added may raise them."""
        app.middlewares[:0] = [self._note, self._once]
        app.middlewares.extend([self._pay, self._as_stripe])

    @web.middleware
    async def _note(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.calls.append(f"{request.method} {request.path}")
        return await handler(request)

    @web.middleware
    async def _once(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """The first answer to a key is the answer to that key."""
        key = request.headers.get("Idempotency-Key")
        if key is None or request.method != "POST":
            return await handler(request)
        asked = hashlib.sha256(request.path.encode() + await request.read()).hexdigest()
        if key in self._at_work:
            return _refusal(409, "idempotency_key_in_use", kind="idempotency_error")
        if key in self._answers:
            before, status, body = self._answers[key]
            if before != asked:
                return _refusal(400, None, kind="idempotency_error")
            return _answer(status, body, {"Idempotent-Replayed": "true"})
        self._at_work.add(key)
        try:
            await asyncio.sleep(0.01)  # long enough to meet others with the same key
            answer = await handler(request)
        finally:
            self._at_work.discard(key)
        assert isinstance(answer, web.Response)
        body = answer.body if isinstance(answer.body, bytes) else b""
        self._answers[key] = asked, answer.status, body
        return answer

    @web.middleware
    async def _pay(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """The page of the bank."""
        if not request.path.startswith("/_pay/"):
            return await handler(request)
        intent = resources.PaymentIntent._api_retrieve(request.path.rpartition("/")[2])
        approve = (await request.json())["approve"]
        if intent.status == "requires_action":
            secret = intent.client_secret
            resources.PaymentIntent._api_authenticate(intent.id, secret, success=approve)
            verdict = "amount_capturable_updated" if approve else "payment_failed"
            schedule_webhook(resources.Event(f"payment_intent.{verdict}", intent))
        return web.Response()

    @web.middleware
    async def _as_stripe(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        parts = request.path.split("/")
        if request.method == "GET" and request.path == "/v1/refunds":
            since = int(request.query.get("created[gte]", 0))
            query = {name: one for name, one in request.query.items() if "created" not in name}
            every = request.clone(rel_url=request.rel_url.with_query(query))
            return await _listed(every, handler, since)
        if request.method == "POST" and request.path == "/v1/refunds":
            return await _refund(request, handler)
        if request.method == "POST" and request.path == "/v1/payment_intents":
            return await _open(request)
        if request.method == "POST" and parts[2] == "payment_intents" and parts[-1] == "confirm":
            return await self._confirm(request, parts[3])
        return await handler(request)

    async def _confirm(self, request: web.Request, intent_id: str) -> web.StreamResponse:
        form = await request.post()
        intent = resources.PaymentIntent._api_retrieve(intent_id)
        if intent.status not in _CONFIRMABLE:
            return _refusal(400, "payment_intent_unexpected_state")
        try:
            resources.PaymentMethod._api_retrieve(str(form["payment_method"]))
        except UserError:
            return _refusal(400, "resource_missing")
        intent.payment_method = str(form["payment_method"])
        try:
            intent._confirm(on_failure_now=intent._report_failure)
        except UserError as declined:
            refused: web.Response = declined.to_response()
            return refused
        if intent.next_action:
            where = {"url": f"{self.base}/_pay/{intent_id}", "return_url": str(form["return_url"])}
            intent.next_action = {"type": "redirect_to_url", "redirect_to_url": where}
        return _answer(200, json.dumps(intent._export()).encode())


async def _open(request: web.Request) -> web.StreamResponse:
    asked = unflatten_data(await request.post())
    if asked.pop("allowed_payment_method_types") != ["card"] or "payment_method_types" in asked:
        return _refusal(400, "payment_method_types_no_longer_supported")
    intent = resources.PaymentIntent._api_create(**asked)
    return _answer(200, json.dumps(intent._export()).encode())


async def _listed(request: web.Request, handler: Handler, since: int) -> web.StreamResponse:
    answer = await handler(request)
    assert isinstance(answer, web.Response)
    found = json.loads(answer.text or "")
    found["data"] = [one for one in found["data"] if one["created"] >= since]
    return _answer(200, json.dumps(found).encode())


async def _refund(request: web.Request, handler: Handler) -> web.StreamResponse:
    form = await request.post()
    charge = resources.PaymentIntent._api_retrieve(str(form["payment_intent"])).latest_charge
    if charge is None or int(str(form["amount"])) > charge.amount - charge.amount_refunded:
        return _refusal(400, "charge_already_refunded")
    return await handler(request)


def _refusal(status: int, code: str | None, *, kind: str = "invalid_request_error") -> web.Response:
    error = {"type": kind, "code": code, "message": f"refused for {SECRET_KEY}"}
    return _answer(status, json.dumps({"error": error}).encode())


def _answer(status: int, body: bytes, headers: dict[str, str] | None = None) -> web.Response:
    told = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(status=status, body=body, headers=told)


def _test_card(payment_method: str) -> object:
    if payment_method not in _CARDS:
        return _own_test_card(payment_method)
    card = {"number": _CARDS[payment_method], "exp_month": 12, "exp_year": 2030, "cvc": "123"}
    return resources.PaymentMethod(type="card", card=card)


_own_test_card = resources.PaymentMethod._try_get_canonical_test_article


@contextmanager
def running_stripe() -> Iterator[StripePeer]:
    """Start the peer on a free port of this machine, and stop it afterwards; one per process."""
    peer = StripePeer(free_port())
    resources.store.dump_to_disk = lambda: None
    resources.PaymentMethod._try_get_canonical_test_article = staticmethod(_test_card)
    peer.stand_in_front_of(localstripe_app)
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(localstripe_app)

    async def start() -> None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", peer.port).start()

    async def stop() -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await runner.cleanup()

    loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever, name="stripe-peer", daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
