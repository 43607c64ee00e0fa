"""Freezing and publishing the first edition of the reference programme, by two of its accounts."""

from tumar.kernel import clock
from tumar.people.models import Account
from tumar.people.queries import scope_of
from tumar.programmes.models import Programme
from tumar.results.actions.editions import freeze_edition, publish_edition
from tumar.results.models import Edition

FREEZES, PUBLISHES = "office@example.org", "director@example.org"


def publish_first_edition(code: str) -> Edition:
    """Freeze the programme's figures for today as its office, and publish them as its director."""
    programme = Programme.objects.get(code=code)
    office, director = (scope_of(Account.objects.get(email=email)) for email in (FREEZES, PUBLISHES))
    edition = freeze_edition(programme, as_of=clock.today(), by=office)
    return publish_edition(edition, by=director)
