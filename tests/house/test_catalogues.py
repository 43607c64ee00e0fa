"""Everything that a person can read is there in Russian, and no translation loses a number on the way."""

import pytest

from tools import messages


@pytest.mark.parametrize("locale", messages.COMPLETE)
def test_every_text_is_in_the_catalogue(locale):
    catalogue = messages.catalogue_of(locale)
    unknown = [
        f"{message.locations[0][0]}: {messages.label(message)!r}"
        for message in messages.texts()
        if message.id and catalogue.get(message.id, message.context) is None
    ]
    assert not unknown, "\n".join([f"`make messages` adds these to {locale}:", *unknown])


@pytest.mark.parametrize("locale", messages.COMPLETE)
def test_every_text_is_translated(locale):
    catalogue = messages.catalogue_of(locale)
    faults = [fault for message in catalogue if message.id for fault in messages.faults_of(message)]
    assert not faults, "\n".join([f"{len(faults)} texts in {locale}:", *faults])


def test_what_any_other_language_says_keeps_its_placeholders():
    faults = [
        f"{locale}: {fault}"
        for locale in messages.locales()
        for message in messages.catalogue_of(locale)
        if message.id and all(messages.forms(message))
        for fault in messages.faults_of(message)
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("locale", messages.COMPLETE)
def test_nothing_is_kept_that_nobody_says(locale):
    said = messages.texts()
    stale = [
        messages.label(message)
        for message in messages.catalogue_of(locale)
        if message.id and said.get(message.id, message.context) is None
    ]
    assert not stale, "\n".join(["`make messages` removes these:", *stale])
