"""What a comparison tells of a change: what changed with a little of what stayed, as much as a page holds."""

from tumar.law.queries.comparing import AROUND, MORE, TOLD, shortened
from tumar.law.rules.comparing.wording import Span


def ops(spans):
    return [span.op for span in spans]


def test_a_short_change_is_told_whole():
    spans = [
        Span("same", "The ministry "),
        Span("removed", "keeps"),
        Span("added", "holds"),
        Span("same", " it."),
    ]
    assert shortened(spans) == spans


def test_of_what_stayed_only_the_words_beside_the_change_are_told():
    long = "a" * 500 + "b" * 500
    told = shortened(
        [
            Span("same", long),
            Span("added", "new"),
            Span("same", long),
            Span("removed", "old"),
            Span("same", long),
        ]
    )
    assert ops(told) == ["same", "added", "same", "removed", "same"]
    assert told[0].text == f"{MORE} {'b' * AROUND}"
    assert told[2].text == f"{'a' * AROUND} {MORE} {'b' * AROUND}"
    assert told[4].text == f"{'a' * AROUND} {MORE}"


def test_a_change_without_end_is_told_as_far_as_a_page_holds_it():
    (one,) = shortened([Span("added", "x" * (2 * TOLD))])
    assert one.text == "x" * TOLD + f" {MORE}"
    many = shortened([Span("added" if at % 2 else "removed", "word ") for at in range(20_000)])
    assert sum(len(span.text) for span in many) < TOLD
    assert many[-1].text.endswith(MORE)
