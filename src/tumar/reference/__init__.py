"""The reference programme as a workbook, made by a seeded script."""

from pathlib import Path

from tumar.reference import book, evidence, expected, making

SEED = making.SEED
NAME = f"{book.CODE}.xlsx"


def write(folder: Path, *, seed: int = SEED) -> Path:
    """Write the workbook and, beside it, the evidence files that it names; return the workbook's path."""
    folder.mkdir(parents=True, exist_ok=True)
    made = making.make(seed)
    path = folder / NAME
    book.save(made.book, path)
    evidence.write(folder, made.book.rows, made.events, made.consignments)
    return path


def __getattr__(name: str) -> dict[str, int]:
    """Give EXPECTED, what each indicator must come to, when it is first asked for: it takes a second."""
    if name != "EXPECTED":
        raise AttributeError(name)
    return expected.figures(making.make(SEED).book.rows)
