"""A factsheet and its lines as files: JSON, CSV, XLSX, HTML, PDF, and plain text for the terminal."""

from tumar.results.exports.files import (
    LINE_HEADERS,
    factsheet_csv,
    factsheet_json,
    factsheet_xlsx,
    lines_csv,
    lines_json,
)
from tumar.results.exports.pages import factsheet_html
from tumar.results.exports.pdf import factsheet_pdf
from tumar.results.exports.text import factsheet_text

__all__ = [
    "LINE_HEADERS",
    "factsheet_csv",
    "factsheet_html",
    "factsheet_json",
    "factsheet_pdf",
    "factsheet_text",
    "factsheet_xlsx",
    "lines_csv",
    "lines_json",
]
