"""The colours a picture has when no sheet recolours it: one teal, one neutral, two accents."""

TEXT = "#1c2b33"
MUTED = "#55636c"
AXIS = "#7f8b93"
PAPER = "#ffffff"
HATCH = "#6b7780"
GROUND = "#e9edef"
EDGE = "#3f5661"
LIGHT_EDGE = "#ffffff"

SERIES = ("#0b4f63", "#2b7c93", "#66737e", "#00303d", "#8f6118")
NONE_RECORDED = "#f7f9fa"
BINS = ("#d3e6ea", "#9cc7d1", "#5ba2b3", "#22758b", "#0b4f63")
FIRST_DARK_BIN = 4

FONTS = "Noto Sans, Noto Naskh Arabic, sans-serif"


def series_class(index: int) -> str:
    """Return the class of a series; the sixth starts again at the first."""
    return f"s{index % len(SERIES) + 1}"


def series_fill(index: int) -> str:
    """Return the fallback colour of a series."""
    return SERIES[index % len(SERIES)]


def bin_fill(index: int) -> str:
    """Return the fallback colour of a map bin; 0 is "none recorded"."""
    return NONE_RECORDED if index == 0 else BINS[index - 1]


def bin_edge(index: int) -> tuple[str, str]:
    """Return the class and the colour of the border that stands out from a map bin."""
    if index >= FIRST_DARK_BIN:
        return "map-edge-light", LIGHT_EDGE
    return "map-edge", EDGE


def bin_ink(index: int) -> str:
    """Return the colour in which a name can be read upon a map bin."""
    return PAPER if index >= FIRST_DARK_BIN else TEXT
