"""A fresh factsheet at 100,000 and at 1,000,000 attendances, beside the plain Python fold of the same lines.

Each size is measured in a process of its own; run it with a size to measure that one only.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import world

LIMIT = 2.0  # seconds at the full size
ROUNDS = 5


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds by the clock and by the processor, which a busy machine does not stretch."""
    began, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - used


def measure(attendances: int) -> dict[str, float]:
    """Return the seconds for a factsheet, and for reading and folding its lines one by one."""
    world.start(attendances)
    from tumar.kernel.scope import of_the_machine
    from tumar.programmes.models import Programme
    from tumar.results import indicators, queries
    from tumar.results.rules import Line, breakdown, headline, value

    programme, scope = Programme.objects.get(code="P53"), of_the_machine("bench")
    rounds = [seconds(lambda: queries.factsheet(programme, world.AS_OF, "en", scope)) for _ in range(ROUNDS)]
    every = indicators.indicators_of(programme)
    lines: dict[str, list[Line]] = {}

    def read() -> None:
        lines.update((one.code, list(one.lines(world.AS_OF))) for one in every)

    def fold() -> None:
        for one in every:
            value(headline(lines[one.code]), one.definition.fold)
            for by in one.definition.breakdowns:
                breakdown(headline(lines[one.code]), one.definition.fold, by)

    by_clock, by_processor = zip(*rounds, strict=True)
    return {
        "first": by_clock[0],
        "best": min(by_clock),
        "median": statistics.median(by_clock),
        "processor": min(by_processor),
        "read": seconds(read)[1],
        "fold": seconds(fold)[1],
        "lines": sum(map(len, lines.values())),
    }


def in_its_own_process(attendances: int) -> dict[str, float]:
    command = [sys.executable, __file__, str(attendances)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def told(name: str, found: dict[str, float]) -> None:
    used, both = found["processor"], found["read"] + found["fold"]
    print(
        f"  {name:>9} attendances: first {found['first']:.2f} s, best {found['best']:.2f} s, median "
        f"{found['median']:.2f} s by the clock; {used:.2f} s of processor ({found['lines']:,.0f} lines)"
    )
    print(
        f"  {'':>9} plain Python: {found['read']:.2f} s to read the lines, {found['fold']:.2f} s to fold "
        f"them; the factsheet takes 1/{both / used:.0f} of both, {used / found['fold']:.2f} of the fold alone"
    )


def main() -> int:
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
        return 0
    before = world.load()
    tenth, full = in_its_own_process(world.TENTH), in_its_own_process(world.FULL)
    print("A fresh factsheet on SQLite")
    told("100,000", tenth)
    told("1,000,000", full)
    print(f"  growth for 10 times the attendances: {full['processor'] / tenth['processor']:.1f} times")
    verdict = "within" if full["best"] <= LIMIT else "OVER"
    print(f"  {verdict} the limit of {LIMIT:.0f} s at 1,000,000; {before} before, {world.load()} after")
    return 0 if full["best"] <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
