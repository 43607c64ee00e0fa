"""A scope answers the same for a list, a single record and an act."""

import pytest

from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied
from tumar.kernel.scope import EVERYWHERE, NOBODY, Reach, Scope, of_the_machine
from tumar.people.models import Organisation
from tumar.places.models import Country

VIEW, EDIT = Permission.PEOPLE_ORGANISATION_VIEW, Permission.PEOPLE_ORGANISATION_EDIT


def a_scope(*reaches: Reach, permission: Permission = VIEW) -> Scope:
    return Scope(1, "somebody", {permission: reaches})


KAZAKHSTAN = a_scope(Reach(frozenset({"KZ"})))


def test_what_was_never_granted_reaches_nowhere():
    assert NOBODY.countries(VIEW) == frozenset()
    assert not NOBODY.allows(VIEW, "KZ")
    assert not NOBODY.allows_somewhere(VIEW)


def test_two_roles_reach_both_countries():
    scope = a_scope(Reach(frozenset({"KZ"})), Reach(frozenset({"UZ"})))
    assert scope.countries(VIEW) == {"KZ", "UZ"}


def test_a_role_everywhere_outweighs_a_role_in_one_country():
    assert a_scope(Reach(frozenset({"KZ"})), Reach(EVERYWHERE)).countries(VIEW) is EVERYWHERE


def test_a_country_role_does_not_reach_a_regional_record():
    assert not KAZAKHSTAN.allows(VIEW, None)
    assert of_the_machine("a test").allows(VIEW, None)


def test_an_act_in_another_country_is_denied_and_says_where():
    with pytest.raises(Denied) as refusal:
        KAZAKHSTAN.require(VIEW, "KZ", "UZ")
    assert (refusal.value.permission, refusal.value.country) == (VIEW, "UZ")


def test_a_reach_for_one_organisation_allows_no_act_on_the_whole_country():
    assert not a_scope(Reach(frozenset({"KZ"}), frozenset({1}))).allows(VIEW, "KZ")


def test_every_permission_is_named_room_thing_verb_and_stands_in_order():
    values = [permission.value for permission in Permission]
    assert values == sorted(values)
    for permission in Permission:
        assert permission.value.count(".") == 2
        assert permission.name == permission.value.replace(".", "_").upper()


@pytest.fixture
def three_laboratories(db):
    countries = [
        Country.objects.get_or_create(code=code, defaults={"alpha3": alpha3})[0]
        for code, alpha3 in (("KZ", "KAZ"), ("UZ", "UZB"))
    ]
    return [
        Organisation.objects.create(
            code=f"ORG-{number}", name=f"Laboratory {number}", kind="laboratory", country=country
        )
        for number, country in enumerate([countries[0], countries[1], None], 1)
    ]


def codes_seen_by(scope: Scope) -> list[str]:
    return [one.code for one in Organisation.objects.visible_to(scope).order_by("code")]


def test_a_list_holds_only_the_countries_within_reach(three_laboratories):
    assert codes_seen_by(KAZAKHSTAN) == ["ORG-1"]
    assert codes_seen_by(a_scope(Reach(EVERYWHERE))) == ["ORG-1", "ORG-2", "ORG-3"]
    assert codes_seen_by(NOBODY) == []


def test_a_recipient_sees_nothing_of_a_kind_that_belongs_to_no_organisation(three_laboratories):
    reach = Reach(frozenset({"KZ"}), frozenset({three_laboratories[0].pk}))
    assert codes_seen_by(a_scope(reach)) == []
