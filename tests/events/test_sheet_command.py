"""The command that prints sign-in sheets and reads them back."""

import json

import pytest

from tests.events.builders import an_event
from tests.events.signing import participants, signed_sheet, to_sign_for
from tumar.config.cli import main
from tumar.events.models import Event, Mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return to_sign_for()


def answered(capsysbinary, *words: str) -> tuple[int, bytes, str]:
    code = main(["sheet", *words])
    out, err = capsysbinary.readouterr()
    return code, out, err.decode()


def test_the_command_prints_a_sheet_and_reads_it_signed(event, tmp_path, capsysbinary):
    code, out, _err = answered(capsysbinary, "print", event.code, "--output", str(tmp_path / "sheet.pdf"))
    assert (code, out) == (0, b"")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "scan.jpg").write_bytes(signed_sheet(event, {(1, 2)}))
    code, out, err = answered(
        capsysbinary, "read", event.code, str(tmp_path / "scan.jpg"), "--format", "json"
    )
    assert (code, err) == (0, "")
    rows = json.loads(out)["rows"]
    assert [(row["row"], row["session"], row["signed"]) for row in rows] == [
        (1, 1, False),
        (1, 2, True),
        (2, 1, False),
        (2, 2, False),
    ]
    first = participants(event)[0].person
    assert rows[0]["person"] == {"code": first.code, "name": "Akhmetova A"}
    assert all(0.8 <= row["confidence"] <= 1 for row in rows)
    assert not Mark.objects.exists()


def test_the_command_tells_where_the_boxes_lie(event, capsysbinary):
    code, out, _err = answered(capsysbinary, "print", event.code, "--format", "json")
    [page] = json.loads(out)
    assert (code, len(page["boxes"]), len(page["boxes"][0])) == (0, 22, 2)
    assert page["code"].startswith(f"S1:{event.code}:1:1:")


def test_the_command_reads_what_it_can_and_says_one_sentence_for_each_other_file(
    event, tmp_path, capsysbinary
):
    (tmp_path / "scan.jpg").write_bytes(signed_sheet(event, {(1, 1)}))
    (tmp_path / "words.jpg").write_bytes(b"words")
    names = [str(tmp_path / name) for name in ("words.jpg", "missing.jpg", "scan.jpg")]
    code, out, err = answered(capsysbinary, "read", event.code, *names, "--format", "json")
    assert (code, len(json.loads(out)["rows"])) == (1, 4)
    assert err.splitlines() == [
        "tumar sheet: words.jpg is neither a picture nor a PDF.",
        f"tumar sheet: {tmp_path / 'missing.jpg'} cannot be read: No such file or directory.",
    ]


@pytest.mark.parametrize("act", [["print"], ["read"]])
def test_the_command_knows_no_such_event(act, capsysbinary):
    words = [*act, "NONE", *(["x.jpg"] if act == ["read"] else [])]
    code, out, err = answered(capsysbinary, *words)
    assert (code, out, err) == (1, b"", "tumar sheet: There is no event 'NONE'.\n")


def test_the_command_says_why_nothing_can_be_printed(capsysbinary):
    code, _out, err = answered(capsysbinary, "print", an_event().code)
    assert code == 1
    assert err == "tumar sheet: This event has no session yet; a sheet needs one to be signed for.\n"
