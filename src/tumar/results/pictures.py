"""The charts and the map of a figure, drawn on the server for the page, the PDF and print alike."""

from dataclasses import dataclass

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from tumar.kernel import drawing
from tumar.kernel.drawing import Picture
from tumar.kernel.drawing.svg import Direction
from tumar.results.figures import Figure
from tumar.results.labels import BY_WORDS, HEADINGS, UNITS, Labels, written
from tumar.results.rules import SEVERAL, UNKNOWN, By

WIDE, NARROW = 720.0, 340.0
# A map of one or two countries says less than two bars.
LEAST_ON_A_MAP = 3


@dataclass(frozen=True)
class Painter:
    """Draws the breakdowns of figures in the language that is active."""

    labels: Labels
    language: str

    @property
    def direction(self) -> Direction:
        return "rtl" if get_language_bidi() else "ltr"

    def title(self, figure: Figure, by: str) -> str:
        """Return what a picture of the figure shows."""
        return f"{figure.title}, {BY_WORDS[by]}"

    def picture(
        self, figure: Figure, by: str, *, width: float = WIDE, prefix: str = "", as_map: bool = True
    ) -> Picture:
        """Draw one breakdown: countries as a map, years as columns, sexes as shares, the rest as bars."""
        if by == By.COUNTRY and as_map and self.fits_a_map(figure):
            return self._map(figure, width, prefix)
        if by == By.YEAR:
            return self._columns(figure, width, prefix)
        if by == By.SEX:
            return self._shares(figure, width, prefix)
        return self._bars(figure, by, width, prefix)

    def fits_a_map(self, figure: Figure) -> bool:
        """Tell whether the figure has enough countries for a map."""
        return len(set(figure.by.get(By.COUNTRY, {})) - {SEVERAL, UNKNOWN}) >= LEAST_ON_A_MAP

    def _description(self, figure: Figure, by: str) -> str:
        cells = "; ".join(
            f"{self.labels.cell(by, key)}: {self.written(figure, value)}"
            for key, value in self.labels.cells(figure, by)
        )
        return cells or _("Nothing is recorded.")

    def written(self, figure: Figure, value: float) -> str:
        """Write one value of the figure."""
        return written(round(value), is_money=figure.is_money, language=self.language)

    def _prefix(self, figure: Figure, by: str, prefix: str) -> str:
        return f"{prefix or 'p'}-{figure.indicator}-{by}".replace(".", "-").replace("_", "-").lower()

    def _map(self, figure: Figure, width: float, prefix: str) -> Picture:
        values = {
            key: drawing.MapValue(value, self.labels.cell(By.COUNTRY, key), key)
            for key, value in self._by_size(figure, By.COUNTRY)
        }
        return drawing.map_chart(
            self.title(figure, By.COUNTRY),
            self._description(figure, By.COUNTRY),
            values,
            shapes=drawing.load_shapes(),
            unit=str(UNITS[figure.unit]),
            focus=[key for key in values if key not in (SEVERAL, UNKNOWN)],
            category=str(HEADINGS[By.COUNTRY]),
            prefix=self._prefix(figure, By.COUNTRY, prefix),
            direction=self.direction,
            width=width,
            format_number=lambda value: self.written(figure, value),
        )

    def _columns(self, figure: Figure, width: float, prefix: str) -> Picture:
        return drawing.column_chart(
            self.title(figure, By.YEAR),
            self._description(figure, By.YEAR),
            [
                drawing.Column(self.labels.cell(By.YEAR, key), (value,))
                for key, value in figure.cells(By.YEAR)
            ],
            unit=str(UNITS[figure.unit]),
            category=str(HEADINGS[By.YEAR]),
            prefix=self._prefix(figure, By.YEAR, prefix),
            direction=self.direction,
            width=width,
            format_number=lambda value: self.written(figure, value),
        )

    def _shares(self, figure: Figure, width: float, prefix: str) -> Picture:
        return drawing.share_chart(
            self.title(figure, By.SEX),
            self._description(figure, By.SEX),
            [
                drawing.Share(self.labels.cell(By.SEX, key), value, is_unknown=key == UNKNOWN)
                for key, value in figure.cells(By.SEX)
            ],
            unit=str(UNITS[figure.unit]),
            category=str(HEADINGS[By.SEX]),
            share=_("Share"),
            prefix=self._prefix(figure, By.SEX, prefix),
            direction=self.direction,
            width=width,
            format_number=lambda value: self.written(figure, value),
        )

    def _bars(self, figure: Figure, by: str, width: float, prefix: str) -> Picture:
        return drawing.bar_chart(
            self.title(figure, by),
            self._description(figure, by),
            [
                drawing.Bar(self.labels.cell(by, key), value, is_unknown=key == UNKNOWN)
                for key, value in self._by_size(figure, by)
            ],
            unit=str(UNITS[figure.unit]),
            category=str(HEADINGS[by]),
            prefix=self._prefix(figure, by, prefix),
            direction=self.direction,
            width=width,
            format_number=lambda value: self.written(figure, value),
        )

    def _by_size(self, figure: Figure, by: str) -> list[tuple[str, int]]:
        """Return the cells with the largest first, those that name nothing last."""
        return sorted(
            self.labels.cells(figure, by),
            key=lambda cell: (cell[0] == UNKNOWN, cell[0] == SEVERAL, -cell[1]),
        )
