"""Where the pages of one factsheet are: of the newest edition, or of the edition that an address names."""

from dataclasses import dataclass

from django.urls import reverse

FILES = ("pdf", "xlsx", "csv", "json")
LINE_FILES = ("csv", "json")


@dataclass(frozen=True)
class Address:
    """The pages of a programme; `edition` is empty where they follow the newest edition."""

    programme: str
    edition: str = ""

    def _at(self, name: str, *arguments: str) -> str:
        if self.edition:
            return reverse(f"portal:edition-{name}", args=[self.programme, self.edition, *arguments])
        return reverse(f"portal:{name}", args=[self.programme, *arguments])

    @property
    def page(self) -> str:
        return self._at("factsheet")

    @property
    def files(self) -> list[tuple[str, str]]:
        """The factsheet as files: their kinds and where they are."""
        return [(kind, self._at("file", kind)) for kind in FILES]

    def figure(self, indicator: str) -> str:
        """Return where one figure opens."""
        return self._at("figure", indicator)

    def line_files(self, indicator: str) -> list[tuple[str, str]]:
        """Return the lines of a figure as files: their kinds and where they are."""
        return [(kind, self._at("lines", indicator, kind)) for kind in LINE_FILES]
