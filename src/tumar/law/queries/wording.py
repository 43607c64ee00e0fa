"""Sentences for what recognition and amendments found: where an editor should look, what does not fit."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tumar.law.models.words import LANGUAGES
from tumar.law.rules.structure import AUTO
from tumar.law.rules.traditions import traditions
from tumar.law.unreadable import notice
from tumar.places.languages import language_name


def reader_notices(codes: Iterable[str]) -> list[str]:
    """Return what a reader noticed in a file that it read, one sentence each."""
    return [notice(code) for code in codes]


def doubt_sentence(code: str, values: Sequence[str] = ()) -> str:
    """Return a doubt of the recognition in one sentence."""
    named = ", ".join(values)
    sentences = {
        "numbering_gap": _("A number may be missing: %(values)s."),
        "numbering_repeat": _("A number stands twice: %(values)s."),
        "numbering_back": _("The numbers go back: %(values)s."),
        "address_repeated": _("Two provisions would have one address: %(values)s."),
        "tradition_unsure": _("It is not certain in which language the act is drafted: %(values)s."),
        "two_languages": _("The text seems to be in two languages: %(values)s."),
        "instruction_unread": _("This looks like an instruction and was not understood: %(values)s"),
        "no_provisions": _("No article, paragraph or point was found."),
    }
    sentence = sentences.get(code)
    if sentence is None:
        return f"{code.replace('_', ' ')}: {named}" if named else code.replace("_", " ")
    return sentence % {"values": named}


def tradition_choices() -> list[tuple[str, Any]]:
    """Return the drafting traditions to choose from, by language; "auto" finds it out."""
    found = {language.code for one in traditions().values() for language in one.languages}
    named = dict(LANGUAGES)
    told = sorted(((code, str(named.get(code) or language_name(code))) for code in found), key=lambda x: x[1])
    return [(AUTO, _("found out from the text")), *told]


def refused_change(code: str, found: int = 0) -> str:
    """Return why an accepted change cannot be made as it is worded."""
    sentences = {
        "target_not_found": _("The provision that is meant was not found. Give its address."),
        "target_ambiguous": _("Several provisions can be meant. Give the address of the right one."),
        "words_not_found": _("The words to be changed do not stand there."),
        "words_found_often": _("The words to be changed stand there %(found)d times."),
        "address_taken": _("A provision with this number is there already."),
        "no_text": _("The provision has no text of its own."),
        "number_not_in_label": _("The number to be changed does not stand in the label."),
        "whole_act": _("The change is about the whole act."),
    }
    return sentences.get(code, _("The change does not fit.")) % {"found": found}


def proposal_doubts(codes: Iterable[str]) -> list[str]:
    """Return what a person should know before accepting a proposed change."""
    sentences = {
        "not_found": _("The provision that is meant was not found. Give its address."),
        "ambiguous": _("Several provisions can be meant. Give the address of the right one."),
        "counted": _("The provision was found by counting paragraphs without numbers."),
        "case_forms": _("Other forms of the word remain."),
    }
    return [sentences.get(code, code) for code in codes]


def operation_name(verb: str) -> str:
    """Return what a proposed change does, in words."""
    names = {
        "replace_words": _("replace words"),
        "insert_words": _("insert words"),
        "append_words": _("append words"),
        "delete_words": _("delete words"),
        "add_provision": _("add a provision"),
        "replace_provision": _("word a provision anew"),
        "delete_provision": _("delete a provision"),
        "repeal": _("repeal"),
        "renumber": _("renumber"),
    }
    return names.get(verb, verb)
