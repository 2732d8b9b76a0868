"""`python -m benchmarks [--only a,b] [--rounds 3] [--seconds 1.5]`."""

import argparse
import sys
from collections.abc import Callable, Mapping

from benchmarks import (
    case_board,
    case_booking,
    case_client_cpu,
    case_outbox,
    case_pages,
    case_reports,
    case_sqlite,
    case_web,
)
from benchmarks.harness import Report, Run, progress, table

CASES: Mapping[str, Callable[[Run], Report]] = {
    "booking": case_booking.run,
    "board": case_board.run,
    "pages": case_pages.run,
    "cpu": case_client_cpu.run,
    "sqlite": case_sqlite.run,
    "outbox": case_outbox.run,
    "reports": case_reports.run,
    "web": case_web.run,
}


def main() -> int:
    """Run the chosen cases and print what came out; 1 if a promise was broken."""
    asked = _arguments()
    run = Run(asked.rounds, asked.seconds)
    reports = {}
    for name in asked.only:
        progress(f"{name}")
        reports[name] = CASES[name](run)
    for name, report in reports.items():
        print(f"\n{name}")
        print("\n".join(f"  {note}" for note in report.notes))
    print()
    print(table([one for report in reports.values() for one in report.outcomes]))
    faults = [fault for report in reports.values() for fault in report.faults]
    for fault in faults:
        print(f"BROKEN: {fault}")
    return 1 if faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--only", type=_cases, default=tuple(CASES), help=", ".join(CASES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.5, help="per case and round")
    return parser.parse_args()


def _cases(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    unknown = set(names) - set(CASES)
    if unknown:
        raise argparse.ArgumentTypeError(f"no such case: {', '.join(sorted(unknown))}")
    return names


if __name__ == "__main__":
    sys.exit(main())
