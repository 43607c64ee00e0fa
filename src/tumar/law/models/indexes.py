"""What texts are found by: made from the rows of confirmed versions, and made anew from them at any time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tumar.law.models.versions import Version


class TextIndex(models.Model):
    """The index of one confirmed version; numbers are packed, four bytes each, the lowest byte first."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="index")
    # Which rules made it; one of an older format is made anew by `tumar law index`.
    format = models.PositiveSmallIntegerField()
    units = models.PositiveIntegerField()
    tokens_count = models.PositiveIntegerField()
    # Words as they are written, each once, by line; `tokens` are their numbers in the order of the text.
    words = models.TextField()
    tokens = models.BinaryField()
    # Where label, heading and text of each provision begin among the tokens, and the end.
    bounds = models.BinaryField()
    # For each provision the place of the article that it is read in.
    holders = models.BinaryField(default=bytes)
    # Stems, or words folded, sorted, by line.
    terms = models.TextField()
    # SHA-256 over the hashes of the provisions that it was made from, and over what it holds.
    made_from = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("index of a text")
        verbose_name_plural = _("indexes of texts")

    def __str__(self) -> str:
        return str(self.version)


class IndexedTerms(models.Model):
    """The terms of a text that begin with the same three letters, and the places where they stand."""

    index = models.ForeignKey(TextIndex, models.CASCADE, related_name="heads")
    head = models.CharField(max_length=3)
    terms = models.TextField()
    # How many places each term has, then the places, term after term.
    places = models.BinaryField()

    class Meta:
        verbose_name = _("terms of a text by their beginning")
        verbose_name_plural = _("terms of texts by their beginning")
        constraints = [models.UniqueConstraint(fields=["head", "index"], name="a_head_once_in_a_text")]

    def __str__(self) -> str:
        return self.head


class IndexedRun(models.Model):
    """The terms of a text, by their numbers, that have three letters in a row; for words spelt wrongly."""

    index = models.ForeignKey(TextIndex, models.CASCADE, related_name="runs")
    letters = models.CharField(max_length=3)
    terms = models.BinaryField()

    class Meta:
        verbose_name = _("run of letters in a text")
        verbose_name_plural = _("runs of letters in texts")
        constraints = [models.UniqueConstraint(fields=["letters", "index"], name="a_run_once_in_a_text")]

    def __str__(self) -> str:
        return self.letters
