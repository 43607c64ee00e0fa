"""Documents are the same bytes from the same values, and say them in any script."""

import io
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from shutil import which
from typing import Any

import pikepdf
import pytest

from tumar.kernel.documents import FONTS, NoSuchTemplate, NotPrintable, render_pdf
from tumar.kernel.drawing import Bar, bar_chart

WHEN = datetime(2024, 4, 10, 12, tzinfo=UTC)
needs_fonts = pytest.mark.skipif(
    not list(FONTS.glob("*.ttf")), reason="the build has not fetched the fonts yet"
)
needs_reader = pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext is not installed")


def factsheet(**more: Any) -> dict[str, Any]:
    return {
        "lang": "en",
        "dir": "ltr",
        "title": "Reference programme",
        "edition": {"label": "Edition", "code": "P53-1", "hash_label": "Hash", "hash": "ab" * 32},
        "figures": {
            "title": "Key figures",
            "items": [{"sentence": "More than 70 workshops", "recorded": "73"}],
        },
        **more,
    }


def picture(label: str, direction: Any = "ltr") -> dict[str, str]:
    drawn = bar_chart("Bars", "By group", [Bar(label, 17)], unit="u", direction=direction)
    return {"title": "Workshops", "svg": drawn.svg, "alt": "Workshops by group"}


def printed(values: Mapping[str, Any], standard: Any = "ua-1") -> bytes:
    return render_pdf("factsheet", values, standard=standard, timestamp=WHEN)


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


@pytest.mark.parametrize("standard", ["ua-1", "a-2b"])
def test_the_same_values_give_the_same_bytes(standard: str) -> None:
    values = factsheet(pictures={"title": "Charts", "items": [picture("Kazakhstan")]})
    first = printed(values, standard)
    printed(factsheet(title="Something else between"), standard)
    assert printed(values, standard) == first


def test_the_order_in_which_values_were_gathered_does_not_matter() -> None:
    values = factsheet()
    assert printed(values) == printed(dict(reversed(values.items())))


def test_another_value_gives_another_document() -> None:
    assert printed(factsheet()) != printed(factsheet(title="Another programme"))


def test_threads_do_not_mix_their_values() -> None:
    titles = [f"Programme {at}" for at in range(8)]
    alone = [printed(factsheet(title=title)) for title in titles]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda title: printed(factsheet(title=title)), titles))
    assert together == alone


def test_a_document_is_tagged_and_names_its_title_language_and_standard() -> None:
    with pikepdf.open(io.BytesIO(printed(factsheet(lang="ru")))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "ru"
        meta = pdf.open_metadata()
        assert meta["dc:title"] == "Reference programme"
        assert str(meta["pdfuaid:part"]) == "1"
    with pikepdf.open(io.BytesIO(printed(factsheet(), "a-2b"))) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")


@needs_reader
def test_a_factsheet_says_everything_it_was_given() -> None:
    values = factsheet(
        kicker="Programme factsheet",
        subtitle="Project 053",
        demonstration="Demonstration data",
        header="Head of page",
        footer="Foot of page",
        page_of="Page {page} of {pages}",
        facts=[{"label": "As of", "value": "10 April 2024"}],
        objectives={"title": "Objectives", "items": [{"code": "1", "text": "Raise awareness"}]},
        pictures={"title": "Charts", "items": [picture("Veterinary services")]},
        tables={
            "title": "Tables",
            "items": [
                {
                    "title": "By sex",
                    "headers": ["Sex", "Persons"],
                    "rows": [["Women", "612"], ["Not stated", "124"]],
                    "total": ["Total", "736"],
                    "note": "Persons, not attendances",
                }
            ],
        },
        notes={"title": "Notes", "items": [{"mark": "*", "text": "On the designation"}]},
        disclaimer="No opinion on boundaries",
    )
    said = text_of(printed(values))
    for words in (
        "Programme factsheet", "Reference programme", "Project 053", "Demonstration data",
        "Head of page", "Foot of page", "Page 1 of ", "10 April 2024", "Raise awareness",
        "More than 70 workshops", "73", "Veterinary services", "Not stated", "124", "736",
        "Persons, not attendances", "On the designation", "No opinion on boundaries", "P53-1",
        "ab" * 32,
    ):  # fmt: skip
        assert words in said
    assert "of 0" not in said


@needs_fonts
@needs_reader
def test_a_document_is_written_in_cyrillic() -> None:
    values = factsheet(
        lang="ru",
        title="Укрепление правовой базы: Қазақстан, Өмнөговь, Тоҷикистон",
        pictures={"title": "Диаграммы", "items": [picture("Ветеринарные специалисты")]},
    )
    said = text_of(printed(values))
    assert "Қазақстан, Өмнөговь, Тоҷикистон" in said.replace("\n", " ")
    assert "Ветеринарные специалисты" in said


@needs_fonts
@pytest.mark.parametrize("standard", ["ua-1", "a-2b"])
def test_a_document_is_written_in_arabic_script(standard: str) -> None:
    values = factsheet(
        lang="fa",
        dir="rtl",
        title="برنامه آموزش",
        pictures={"title": "نمودار", "items": [picture("قزاقستان", "rtl")]},
    )
    with pikepdf.open(io.BytesIO(printed(values, standard))) as pdf:
        fonts = {
            str(font.BaseFont)
            for page in pdf.pages
            for font in page.get("/Resources", {}).get("/Font", {}).values()
        }
    assert any("NotoNaskhArabic" in font for font in fonts)
    assert all("+" in font for font in fonts), "every font is embedded as a subset"


@needs_fonts
@needs_reader
def test_words_in_arabic_script_can_be_found() -> None:
    assert "مردم" in text_of(printed(factsheet(lang="fa", dir="rtl", title="مردم")))


@needs_reader
def test_a_name_cannot_become_code() -> None:
    hostile = '#panic("x") *bold* $x$ \\ "quoted" #sys.inputs <end>'
    said = text_of(printed(factsheet(title=hostile))).replace("\n", " ")
    assert '#panic("x") *bold* $x$' in said


def test_hostile_words_of_a_picture_stay_words() -> None:
    values = factsheet(
        pictures={"title": "C", "items": [picture("<text>&lt;script&gt; </text> \"q\" ]]> & 'x'")]}
    )
    assert printed(values).startswith(b"%PDF")


def test_an_unknown_template_and_one_outside_the_folder_are_refused() -> None:
    for name in ("nothing", "../factsheet", "/etc/passwd"):
        with pytest.raises(NoSuchTemplate):
            render_pdf(name, {}, timestamp=WHEN)


def test_missing_values_are_told() -> None:
    with pytest.raises(NotPrintable, match="factsheet"):
        printed({"lang": "en", "dir": "ltr"})


def test_a_timestamp_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf("factsheet", factsheet(), timestamp=datetime(2024, 4, 10))  # noqa: DTZ001
