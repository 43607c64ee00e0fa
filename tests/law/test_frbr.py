"""Addresses of works."""

import pytest

from tumar.law.rules.areas import Area, InstrumentKind, Rank, rank_of
from tumar.law.rules.frbr import slug, work_address


@pytest.mark.parametrize(
    ("author", "day", "number", "address"),
    [
        ("KZ", "2022-05-21", "122-VII ЗРК", "/akn/kz/act/2022-05-21/122-vii-zrk"),
        ("KZ", "2022-05-21", "122-VII", "/akn/kz/act/2022-05-21/122-vii"),
        ("TJ", "2024-03-28", "№ 178", "/akn/tj/act/2024-03-28/178"),
        ("UZ", "2019", "ЗРУ-569", "/akn/uz/act/2019/zru-569"),
        ("un", "1972-04-10", "", "/akn/un/act/1972-04-10/bwc"),
        ("un", "", "", "/akn/un/act/undated/bwc"),
    ],
)
def test_a_work_has_an_address_of_plain_letters(author, day, number, address):
    assert work_address(author, day=day, number=number, otherwise="BWC") == address


def test_an_address_has_no_letters_but_plain_ones():
    assert slug("Қаулысы № 12/3 «Ә»") == "qaulysy-12-3-a"


def test_every_kind_has_a_rank_and_a_constitution_goes_before_all():
    ranks = {kind: rank_of(kind.value) for kind in InstrumentKind}
    assert ranks[InstrumentKind.CONSTITUTION] == min(ranks.values())
    assert rank_of("treaty") < rank_of("law") < rank_of("decree") < rank_of("order") < Rank.STANDARD


def test_there_are_fourteen_areas():
    assert len(Area) == 14
