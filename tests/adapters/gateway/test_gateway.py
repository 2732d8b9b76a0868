"""The sandbox gateway moves each cent once, whoever asks how often."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.adapters.gateway.gateway import (
    FAULTS,
    MAXIMUM,
    METHODS,
    SandboxGateway,
)
from astrobookings.application.ports.gateway import GatewayCharge, GatewayState
from astrobookings.domain.booking.errors import GatewaySilent, RefundRefused
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import ChargeId, RefundId
from astrobookings.domain.kernel.money import Money

THOUSAND = Money.of(1000)
S = GatewayState


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[SandboxGateway]:
    made = SandboxGateway(tmp_path / "gateway.db")
    yield made
    made.close()


def charge_id() -> ChargeId:
    return ChargeId(uuid4())


def refund_id() -> RefundId:
    return RefundId(uuid4())


def opened(
    gateway: SandboxGateway, method: str = "pm_ok", amount: Money = THOUSAND
) -> GatewayCharge:
    return gateway.open(charge_id(), amount, method)


def captured(gateway: SandboxGateway, amount: Money = THOUSAND) -> str:
    provider_id = opened(gateway, amount=amount).provider_id
    gateway.confirm(provider_id)
    gateway.capture(provider_id)
    return provider_id


def test_opening_moves_no_money(gateway: SandboxGateway) -> None:
    charge = opened(gateway)

    assert charge.state is S.OPENED
    assert gateway.retrieve(charge.provider_id) == charge
    assert gateway.amount(charge.provider_id) == THOUSAND
    assert gateway.totals() == (0, 0)


def test_the_same_charge_is_opened_once(gateway: SandboxGateway) -> None:
    one = charge_id()

    first = gateway.open(one, THOUSAND, "pm_ok")
    gateway.confirm(first.provider_id)
    again = gateway.open(one, THOUSAND, "pm_ok")

    assert again.provider_id == first.provider_id
    assert again.state is S.AUTHORIZED


@pytest.mark.parametrize(
    ("amount", "method"), [(Money.of("1000.01"), "pm_ok"), (THOUSAND, "pm_declined")]
)
def test_a_charge_cannot_be_opened_differently(
    gateway: SandboxGateway, amount: Money, method: str
) -> None:
    one = charge_id()
    gateway.open(one, THOUSAND, "pm_ok")

    with pytest.raises(ValueError, match="another amount or method"):
        gateway.open(one, amount, method)


@pytest.mark.parametrize("amount", ["0", "-0.01"])
def test_a_charge_has_a_positive_amount(gateway: SandboxGateway, amount: str) -> None:
    with pytest.raises(ValueError, match="positive"):
        opened(gateway, amount=Money.of(amount))


def test_the_largest_charge_is_taken_and_the_next_one_declined(gateway: SandboxGateway) -> None:
    largest = opened(gateway, amount=MAXIMUM)
    larger = opened(gateway, amount=MAXIMUM + Money.of("0.01"))

    assert largest.state is S.OPENED
    assert (larger.state, larger.decline_reason) == (S.DECLINED, "amount-too-large")
    assert gateway.confirm(larger.provider_id) == larger


@pytest.mark.parametrize(
    ("method", "state", "reason"),
    [
        ("pm_ok", S.AUTHORIZED, ""),
        ("pm_declined", S.DECLINED, "declined"),
        ("pm_insufficient_funds", S.DECLINED, "insufficient-funds"),
        ("pm_requires_action", S.REQUIRES_ACTION, ""),
        ("pm_nonsense", S.DECLINED, "unknown-payment-method"),
        ("", S.DECLINED, "unknown-payment-method"),
        *((method, S.DECLINED, "unknown-payment-method") for method in sorted(FAULTS)),
    ],
)
def test_the_method_decides_what_confirming_leads_to(
    gateway: SandboxGateway, method: str, state: GatewayState, reason: str
) -> None:
    charge = opened(gateway, method)

    confirmed = gateway.confirm(charge.provider_id)

    assert (confirmed.state, confirmed.decline_reason) == (state, reason)
    assert gateway.confirm(charge.provider_id) == confirmed
    assert gateway.retrieve(charge.provider_id) == confirmed
    assert gateway.totals() == (0, 0)


@pytest.mark.parametrize(
    ("approve", "state", "reason"),
    [(True, S.AUTHORIZED, ""), (False, S.DECLINED, "action-refused")],
)
def test_the_payer_completes_what_the_bank_asks_for(
    gateway: SandboxGateway, approve: bool, state: GatewayState, reason: str
) -> None:
    provider_id = opened(gateway, "pm_requires_action").provider_id
    asked = gateway.confirm(provider_id)

    done = gateway.complete_action(provider_id, approve)

    assert asked.next_action == f"/sandbox/actions/{provider_id}"
    assert (done.state, done.decline_reason, done.next_action) == (state, reason, None)
    assert gateway.complete_action(provider_id, not approve) == done


def test_an_action_that_nobody_asked_for_changes_nothing(gateway: SandboxGateway) -> None:
    charge = opened(gateway)

    assert gateway.complete_action(charge.provider_id, True) == charge


def test_only_an_authorized_charge_is_captured_and_only_once(gateway: SandboxGateway) -> None:
    charge = opened(gateway)

    assert gateway.capture(charge.provider_id).state is S.OPENED
    gateway.confirm(charge.provider_id)
    assert gateway.capture(charge.provider_id).state is S.CAPTURED
    assert gateway.capture(charge.provider_id).state is S.CAPTURED
    assert gateway.confirm(charge.provider_id).state is S.CAPTURED
    assert gateway.totals() == (THOUSAND.cents, 0)


@pytest.mark.parametrize("method", ["pm_ok", "pm_requires_action"])
@pytest.mark.parametrize("confirm", [True, False])
def test_a_charge_not_captured_is_released_for_good(
    gateway: SandboxGateway, method: str, confirm: bool
) -> None:
    provider_id = opened(gateway, method).provider_id
    if confirm:
        gateway.confirm(provider_id)

    released = gateway.release(provider_id)

    assert (released.state, released.next_action) == (S.RELEASED, None)
    assert gateway.release(provider_id) == released
    assert gateway.confirm(provider_id) == released
    assert gateway.capture(provider_id) == released
    assert gateway.complete_action(provider_id, True) == released
    assert gateway.totals() == (0, 0)


def test_neither_a_captured_nor_a_declined_charge_is_released(gateway: SandboxGateway) -> None:
    declined = opened(gateway, "pm_declined").provider_id
    gateway.confirm(declined)

    assert gateway.release(captured(gateway)).state is S.CAPTURED
    assert gateway.release(declined).state is S.DECLINED


def test_a_refund_is_made_once_for_each_charge(gateway: SandboxGateway) -> None:
    one, other, refund = captured(gateway), captured(gateway), refund_id()

    first = gateway.refund(one, refund, Money.of(300))
    again = gateway.refund(one, refund, Money.of(300))
    second = gateway.refund(other, refund, Money.of(200))

    assert again == first
    assert list(gateway.refunds(refund)) == [first, second]
    assert gateway.refunds(refund_id()) == []
    assert gateway.totals() == (200_000, 50_000)


def test_a_refund_made_before_cannot_get_another_amount(gateway: SandboxGateway) -> None:
    provider_id, refund = captured(gateway), refund_id()
    gateway.refund(provider_id, refund, Money.of(300))

    with pytest.raises(ValueError, match="another amount"):
        gateway.refund(provider_id, refund, Money.of(301))

    assert gateway.totals() == (100_000, 30_000)


@pytest.mark.parametrize("verbs", [(), ("confirm",), ("confirm", "release")])
def test_what_was_never_captured_is_not_refunded(
    gateway: SandboxGateway, verbs: tuple[str, ...]
) -> None:
    provider_id = opened(gateway).provider_id
    for verb in verbs:
        getattr(gateway, verb)(provider_id)

    with pytest.raises(RefundRefused):
        gateway.refund(provider_id, refund_id(), Money.of("0.01"))


def test_no_more_is_refunded_than_is_left(gateway: SandboxGateway) -> None:
    provider_id, refund = captured(gateway), refund_id()
    gateway.refund(provider_id, refund_id(), Money.of(700))

    with pytest.raises(RefundRefused) as refusal:
        gateway.refund(provider_id, refund, Money.of("300.01"))

    assert refusal.value.left == Money.of(300)
    assert str(refusal.value) == "300.01 USD cannot be refunded; 300.00 USD of the charge are left."
    assert gateway.refunds(refund) == []


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_a_refund_has_a_positive_amount(gateway: SandboxGateway, amount: str) -> None:
    with pytest.raises(ValueError, match="positive"):
        gateway.refund(captured(gateway), refund_id(), Money.of(amount))


verbs = st.sampled_from(["confirm", "capture", "release", "approve", "refuse", "refund"])
steps = st.lists(
    st.tuples(verbs, st.integers(0, 2), st.integers(0, 3), st.integers(1, 700)), max_size=40
)


@given(methods=st.tuples(*[st.sampled_from(sorted(METHODS))] * 3), steps=steps)
def test_whatever_is_asked_in_any_order_no_more_comes_back_than_was_taken(
    tmp_path_factory: pytest.TempPathFactory,
    methods: tuple[str, ...],
    steps: list[tuple[str, int, int, int]],
) -> None:
    gateway = SandboxGateway(tmp_path_factory.mktemp("gateway") / "gateway.db")
    charges = [opened(gateway, method).provider_id for method in methods]
    given_back = dict.fromkeys(charges, 0)
    known: set[tuple[str, int]] = set()

    for verb, which, number, dollars in steps:
        provider_id, before = charges[which], gateway.retrieve(charges[which])
        if verb == "refund":
            try:
                gateway.refund(provider_id, RefundId(UUID(int=number)), Money.of(dollars))
            except (RefundRefused, ValueError):
                continue
            assert before.state is S.CAPTURED
            if (provider_id, number) not in known:
                given_back[provider_id] += dollars * 100
            known.add((provider_id, number))
        elif verb in {"approve", "refuse"}:
            gateway.complete_action(provider_id, verb == "approve")
        else:
            getattr(gateway, verb)(provider_id)
        if before.state in {S.CAPTURED, S.RELEASED, S.DECLINED}:
            assert gateway.retrieve(provider_id) == before

    taken = [one for one in charges if gateway.retrieve(one).state is S.CAPTURED]
    assert gateway.totals() == (100_000 * len(taken), sum(given_back.values()))
    assert all(given_back[one] <= (100_000 if one in taken else 0) for one in charges)
    gateway.close()


def test_refunds_that_race_take_no_more_than_is_there(tmp_path: Path) -> None:
    gateways = [SandboxGateway(tmp_path / "gateway.db") for _ in range(4)]
    provider_id = captured(gateways[0])

    def give_back(number: int) -> int:
        try:
            gateways[number % 4].refund(provider_id, refund_id(), Money.of(90))
        except RefundRefused:
            return 0
        return 1

    with ThreadPoolExecutor(8) as people:
        done = sum(people.map(give_back, range(40)))

    assert done == 11
    assert gateways[3].totals() == (100_000, 99_000)
    for gateway in gateways:
        gateway.close()


def test_charges_opened_at_once_are_one(tmp_path: Path) -> None:
    gateways = [SandboxGateway(tmp_path / "gateway.db") for _ in range(4)]
    one = charge_id()

    with ThreadPoolExecutor(8) as people:
        asked = [people.submit(gateways[n % 4].open, one, THOUSAND, "pm_ok") for n in range(24)]
        found = {answer.result(10).provider_id for answer in asked}

    assert len(found) == 1
    for gateway in gateways:
        gateway.close()


@pytest.mark.parametrize(
    "verb",
    ["confirm", "capture", "release", "retrieve", "amount"],
)
def test_a_charge_nobody_opened_is_not_found(gateway: SandboxGateway, verb: str) -> None:
    with pytest.raises(NotFound):
        getattr(gateway, verb)("ch_nobody")


def test_neither_is_it_refunded_or_acted_upon(gateway: SandboxGateway) -> None:
    with pytest.raises(NotFound):
        gateway.refund("ch_nobody", refund_id(), THOUSAND)
    with pytest.raises(NotFound):
        gateway.complete_action("ch_nobody", True)


def test_charges_outlive_the_process(tmp_path: Path) -> None:
    first = SandboxGateway(tmp_path / "var" / "gateway.db")
    provider_id = captured(first)
    first.close()

    again = SandboxGateway(tmp_path / "var" / "gateway.db")

    assert again.retrieve(provider_id).state is S.CAPTURED
    again.close()


def test_the_first_answer_is_lost_but_the_charge_is_authorized(tmp_path: Path) -> None:
    gateway = SandboxGateway(tmp_path / "gateway.db", faults=True)
    provider_id = opened(gateway, "pm_timeout_then_ok").provider_id

    with pytest.raises(GatewaySilent):
        gateway.confirm(provider_id)

    assert gateway.retrieve(provider_id).state is S.AUTHORIZED
    assert gateway.confirm(provider_id).state is S.AUTHORIZED
    assert gateway.capture(provider_id).state is S.CAPTURED
    gateway.close()


def test_a_crash_comes_once_and_after_the_authorization(tmp_path: Path) -> None:
    seen: list[GatewayState] = []
    gateway = SandboxGateway(
        f"sandbox:///{tmp_path / 'gateway.db'}?faults=1",
        crash=lambda: seen.append(gateway.retrieve(provider_id).state),
    )
    provider_id = opened(gateway, "pm_crash_after_charge").provider_id

    gateway.confirm(provider_id)
    gateway.confirm(provider_id)

    assert seen == [S.AUTHORIZED]
    gateway.close()


CRASH = """
import sys
from uuid import UUID
from astrobookings.adapters.gateway.gateway import SandboxGateway
from astrobookings.domain.kernel.money import Money

gateway = SandboxGateway(sys.argv[1], faults=True)
charge = gateway.open(UUID(int=1), Money.of(1000), "pm_crash_after_charge")
gateway.confirm(charge.provider_id)
"""


def test_by_default_a_crash_ends_the_process(tmp_path: Path) -> None:
    file = tmp_path / "gateway.db"

    ended = subprocess.run([sys.executable, "-c", CRASH, file], check=False)

    assert ended.returncode == 137
    gateway = SandboxGateway(file, faults=True)
    left = gateway.open(ChargeId(UUID(int=1)), THOUSAND, "pm_crash_after_charge")
    assert left.state is S.AUTHORIZED
    gateway.close()


@pytest.mark.parametrize(
    ("query", "known"), [("", False), ("?faults=0", False), ("?faults=1", True)]
)
def test_a_url_says_where_the_file_is_and_whether_faults_happen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, known: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    gateway = SandboxGateway(f"sandbox:///var/gateway.db{query}")

    charge = opened(gateway, "pm_timeout_then_ok")

    assert (tmp_path / "var" / "gateway.db").exists()
    if known:
        with pytest.raises(GatewaySilent):
            gateway.confirm(charge.provider_id)
    else:
        assert gateway.confirm(charge.provider_id).state is S.DECLINED
    gateway.close()


@pytest.mark.parametrize("url", ["sandbox:", "sandbox://", "sandbox:///", "sandbox://host/file"])
def test_a_url_without_a_file_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="sandbox:///var"):
        SandboxGateway(url)
