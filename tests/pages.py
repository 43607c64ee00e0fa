"""What tests of pages ask of an answer, in every room."""

from typing import Any


def text_of(answer: Any) -> str:
    """The page as a browser gets it."""
    return answer.content.decode()
