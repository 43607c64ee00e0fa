"""Vectors of the extra: made at night, kept by version, read by a process that begins."""

import numpy as np
import pytest

from tests.law.likely import a_law, asking, found, round_on
from tests.people import MACHINE
from tumar.law.actions.measuring import make_ready
from tumar.law.models import Version
from tumar.law.queries import pools, vectors
from tumar.law.rules.suggesting.meaning import Model

pytestmark = pytest.mark.django_db


def counted(texts) -> np.ndarray:
    """Vectors that say how often each letter stands in a text: enough to be told apart."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    rows = [[text.lower().count(letter) for letter in letters] for text in texts]
    return np.array(rows, dtype=np.float32) + 0.01


@pytest.fixture
def with_the_extra(monkeypatch, settings, tmp_path):
    settings.TUMAR_DATA = tmp_path
    monkeypatch.setattr(vectors, "is_installed", lambda: True)
    monkeypatch.setattr(vectors, "the_model", lambda: Model(counted, counted))
    pools._pools.clear()


def test_vectors_are_made_at_night_and_no_page_waits_for_them(with_the_extra):
    requirement = asking()
    a_law()
    one = round_on(requirement)
    assert "meaning" not in found(one, requirement).engine
    assert make_ready(by=MACHINE)["vectors"] == 2
    pools._pools.clear()
    assert found(one, requirement).engine.endswith("+meaning")
    assert make_ready(by=MACHINE)["vectors"] == 0


def test_a_process_that_begins_reads_no_text_for_the_vectors(with_the_extra, django_assert_num_queries):
    version = a_law()
    round_on(asking())
    make_ready(by=MACHINE)
    texts = list(Version.objects.filter(pk=version.pk).select_related("expression"))
    with django_assert_num_queries(1):
        meaning = vectors.meaning_kept(texts, pools.read)
    assert meaning.size == len(pools.read(version))


def test_vectors_of_a_version_that_are_lost_are_put_together_again(with_the_extra, settings):
    requirement = asking()
    a_law()
    one = round_on(requirement)
    make_ready(by=MACHINE)
    (together,) = settings.TUMAR_DATA.rglob("*.npz")
    together.write_bytes(b"PK")
    pools._pools.clear()
    assert found(one, requirement).engine.endswith("+meaning")
    assert together.stat().st_size > 100


def test_a_damaged_vector_is_as_good_as_none(with_the_extra, settings):
    requirement = asking()
    a_law()
    one = round_on(requirement)
    make_ready(by=MACHINE)
    next(settings.TUMAR_DATA.rglob("*.npz")).unlink()
    next(settings.TUMAR_DATA.rglob("*.f32")).write_bytes(b"\x00" * 8)
    pools._pools.clear()
    assert "meaning" not in found(one, requirement).engine


def test_what_a_command_read_once_is_on_file_for_the_next(with_the_extra, settings):
    asked: list[str] = []

    def heard(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        return counted(texts)

    model = vectors.kept_or_made(Model(counted, heard))
    first, second = model.passage(["a law", "a law", "an order"]), model.passage(["an order", "a law"])
    assert asked == ["a law", "an order"]
    assert (first[[2, 0]] == second).all()


def test_a_folder_that_cannot_be_written_keeps_nothing_and_the_answer_is_the_same(with_the_extra, settings):
    (settings.TUMAR_DATA / "vectors").write_text("no folder")
    model = vectors.kept_or_made(Model(counted, counted))
    assert (model.passage(["a law"]) == counted(["a law"])).all()


def test_without_the_extra_no_vector_is_made(monkeypatch):
    monkeypatch.setattr(vectors, "is_installed", lambda: False)
    requirement = asking()
    a_law()
    round_on(requirement)
    assert make_ready(by=MACHINE) == {"vectors": 0}
