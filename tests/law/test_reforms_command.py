"""`tumar law reforms`: what is recommended to a country, and how far its acts are."""

import json
from datetime import UTC, datetime

import pytest

from tests.law.reforms import a_bill, a_finding, a_recommendation, entered, in_force
from tests.people import MACHINE
from tumar.config import cli
from tumar.kernel import clock
from tumar.law.actions import bills

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with clock.stopped(datetime(2026, 6, 1, 9, 30, tzinfo=UTC)):
        yield


def command(capsys, *given):
    code = cli.main(["law", "reforms", *given])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def _reforms():
    one = a_recommendation(findings=[a_finding()], due="2026-12", cost_minor=125_050)
    in_force(a_bill(answers=[one]))
    late = a_bill(kind="order", title={"en": "Order on registers"})
    entered(late, "idea", "2026-01-10")
    bills.plan_stages(late, {"draft": "2026-03"}, version=2, by=MACHINE)
    a_recommendation("UZ", title={"en": "License the laboratories"})


@pytest.mark.usefixtures("_reforms")
def test_text_tells_priority_state_stage_and_what_is_overdue(capsys):
    code, out, err = command(capsys, "--country", "kz")
    assert (code, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "KZ: 1 findings to look at again"
    assert "REC-KZ-01 Say who keeps the register medium, proposed, due 2026-12" in lines
    assert "BIL-KZ-01 Bill on biological safety in-force since 2026-02-01" in lines
    assert "BIL-KZ-02 Order on registers idea since 2026-01-10; overdue: draft (2026-03)" in lines
    assert "License" not in out


@pytest.mark.usefixtures("_reforms")
def test_json_gives_every_stage_with_the_days_planned_and_reached(capsys):
    _code, out, _err = command(capsys, "--country", "KZ", "--format", "json")
    told = json.loads(out)
    (one,) = told["recommendations"]
    assert (one["cost"], one["currency"], one["findings"], one["bills"]) == (
        "1250.50",
        "EUR",
        1,
        ["BIL-KZ-01"],
    )
    order = told["bills"][1]
    assert order["stages"][3] == {
        "stage": "draft",
        "standing": "overdue",
        "planned": "2026-03",
        "reached": None,
    }
    assert told["bills"][0]["text"] is not None


def test_a_country_without_reforms_has_none_and_one_that_is_none_is_refused(capsys):
    code, out, _err = command(capsys, "--country", "MN", "--format", "json")
    assert (code, json.loads(out)["bills"]) == (0, [])
    code, out, err = command(capsys, "--country", "Kazakhstan")
    assert (code, out) == (1, "")
    assert err == "tumar law reforms: There is no country 'Kazakhstan'.\n"
