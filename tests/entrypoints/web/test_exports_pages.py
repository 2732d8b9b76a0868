"""Exports by pages: asking, looking how far they are, fetching (stories 3.5, 3.7)."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import pytest

from astrobookings.application.ports.tables import Row
from astrobookings.domain.finance.exports import ExportFormat, ExportKind
from astrobookings.domain.identity.roles import Position
from tests.entrypoints.web.guest import Site
from tests.entrypoints.web.money import exported, finance, operations, owed

LIST = "/system/exports"


@pytest.mark.story("3.5")
@pytest.mark.parametrize("reader", [finance, operations])
def test_an_export_is_asked_for_made_and_fetched(site: Site, reader) -> None:  # type: ignore[no-untyped-def]
    refund = owed(site.world)
    site.world.pass_time(timedelta(seconds=1))
    guest = site.enter(reader(site.world))
    assert "Nothing was exported lately" in guest.open(LIST).text

    form = guest.open(LIST).follow("Ask for an export")
    assert (form.value("since"), form.value("until")) == ("2027-01-01", "2027-01-15")
    agency = site.world.parts.agencies.get(refund.agency_id).company_name
    asked = form.send("Make the file", kind="refunds", agency=agency)

    assert asked.told == "Your export is being made; you need not wait here."
    assert "Waiting" in asked.text
    assert agency in asked.text
    bar = asked.soup.select_one("progress")
    assert bar is not None
    assert bar["value"] == "0"
    assert asked.soup.select_one("[data-look-again]") is not None
    site.world.settle()
    done = asked.follow("Look again")
    assert "1 row" in done.text
    assert "It can be fetched until 22 Jan 2027" in done.text
    assert done.soup.select_one("progress, [data-look-again]") is None
    (link,) = [one for one in done.links() if one.endswith("/file")]
    file = guest.file(link)
    assert "refunds-2027-01-01-2027-01-15.csv" in file.headers["content-disposition"]
    assert str(refund.id) in file.text
    assert link in guest.open(LIST).links()


@pytest.mark.story("3.5")
def test_a_workbook_is_one_file(site: Site) -> None:
    by = finance(site.world)
    owed(site.world)
    site.world.pass_time(timedelta(seconds=1))
    export = exported(site.world, by, ExportKind.LEDGER, format=ExportFormat.XLSX)
    site.world.settle()
    file = site.enter(by).file(f"{LIST}/{export.id}/file")
    assert file.headers["content-type"].endswith("sheet")
    assert len(file.content) == int(file.headers["content-length"])


@pytest.mark.story("3.5")
def test_faults_of_a_request_keep_what_was_typed(site: Site) -> None:
    site.world.agency()
    form = site.enter(finance(site.world)).open(f"{LIST}/new")

    refused = form.send(
        "Make the file", since="soon", until="2027-01-32", agency="Nobody", kind="x"
    )
    assert refused.status == 422
    for field in ("since", "until", "agency", "kind"):
        assert refused.fault(field)
    assert (refused.value("since"), refused.value("agency")) == ("soon", "Nobody")

    refused = form.send("Make the file", since="2027-02-01", until="2027-01-01")
    assert refused.fault("until") == "Is not before the first day."
    assert form.send("Make the file", since="1999-01-01").fault("since")


@pytest.mark.story("3.5")
def test_a_failed_export_says_so_and_can_be_asked_for_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = finance(site.world)
    owed(site.world)
    site.world.pass_time(timedelta(seconds=1))
    export = exported(site.world, by)

    def broken(*_: object, **__: object) -> Sequence[Row]:
        raise ValueError("no such column")

    monkeypatch.setattr(type(site.world.parts.export_source), "read", broken)
    site.world.settle()
    failed = site.enter(by).open(f"{LIST}/{export.id}")

    assert "Failed" in failed.text
    assert "no such column" in failed.text
    again = failed.follow("Ask for it again")
    assert again.value("until") == "2027-12-31"
    assert again.value("kind") == "bookings"
    refused = failed.guest.open(f"{LIST}/{export.id}/file")
    assert refused.status == 409


@pytest.mark.story("3.5")
def test_an_expired_file_is_told_as_such(site: Site) -> None:
    by = finance(site.world)
    export = exported(site.world, by)
    site.world.settle()
    site.world.pass_time(timedelta(days=7))
    guest = site.enter(by)

    assert "The file is no longer kept" in guest.open(f"{LIST}/{export.id}").text
    assert "No longer kept" in guest.open(LIST).text
    assert guest.open(f"{LIST}/{export.id}/file").status == 409


@pytest.mark.story("3.5")
def test_the_list_tells_whose_an_export_is_and_filters(site: Site) -> None:
    by = finance(site.world)
    exported(site.world, by, ExportKind.INVOICES)
    site.world.settle()
    exported(site.world, operations(site.world), ExportKind.REFUNDS)
    guest = site.enter(by)

    shown = guest.open(LIST)
    rows = [" ".join(one.get_text(" ").split()) for one in shown.soup.select("tbody tr")]
    assert "by a colleague" in rows[0]
    assert "by you" in rows[1]
    only = shown.send("Show exports", status="done")
    assert len(only.soup.select("tbody tr")) == 1
    assert "No export fits" in shown.send("Show exports", kind="ledger").text
    assert guest.open(f"{LIST}?kind=x").fault("kind")
    assert guest.open(f"{LIST}?status=x").fault("status")


@pytest.mark.story("3.5")
def test_a_long_list_has_pages(site: Site) -> None:
    by = finance(site.world)
    for _ in range(26):
        exported(site.world, by, ExportKind.INVOICES)
    first = site.enter(by).open(f"{LIST}?kind=invoices")
    rest = first.follow("More exports")
    assert (len(first.soup.select("tbody tr")), len(rest.soup.select("tbody tr"))) == (25, 1)


def test_only_finance_and_operations_export(site: Site) -> None:
    one = f"{LIST}/{uuid4()}"
    clerk = site.enter(site.world.employee(Position.CUSTOMER_SERVICE))
    guest = site.enter(finance(site.world))
    for path in (LIST, f"{LIST}/new", one, f"{one}/file"):
        assert clerk.open(path).status == 403
        assert site.guest().open(path).heading == "Sign in"
    for path in (one, f"{one}/file", f"{LIST}/new?agency_id=nobody"):
        assert guest.open(path).status == 404
