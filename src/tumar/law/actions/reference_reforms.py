"""Reforms of the invented neighbour: every page of reform shows something that is no country's law."""

from tumar.kernel.scope import Scope
from tumar.law.actions import bills, recommendations
from tumar.law.actions.bills import Reached
from tumar.law.models import Bill, Finding, ProvisionText, Recommendation, Round
from tumar.law.queries.drafting import model_clauses

QUOTED = "ведёт реестр объектов"
OFFENCE = {
    "title": {"en": "Make the offence punishable", "ru": "Установить уголовную ответственность"},
    "text": {
        "en": "The criminal code should name the acts that the law forbids, with their penalties.",
        "ru": "Следует назвать в уголовном кодексе запрещённые законом деяния и наказания за них.",
    },
    "priority": Recommendation.Priority.HIGH,
    "priority_reason": "A prohibition without a penalty deters nobody.",
    "due": "2026-12",
}
REGISTER = {
    "title": {"en": "Say what the register holds", "ru": "Определить содержание реестра"},
    "text": {
        "en": "An order should say which facts the register of facilities holds and who may see them.",
        "ru": "Приказом следует определить, какие сведения содержит реестр объектов и кому они доступны.",
    },
    "priority": Recommendation.Priority.MEDIUM,
    "priority_reason": "Permits already rest on the register.",
    "wording": {"ru": "ведёт реестр объектов, сведения которого определены приказом"},
    "cost_minor": 850_000,
    "cost_includes": "Two meetings of the working group and translation",
    "due": "2027",
}
BILL = {"en": "Bill amending the criminal code", "ru": "Проект изменений в уголовный кодекс"}
ORDER = {"en": "Order on the register of facilities", "ru": "Приказ о реестре объектов"}
SKIPPED = "The ministry of justice took over a text that was ready."


def load_reference_reforms(one: Round, *, by: Scope) -> list[Bill]:
    """Lay out two recommendations for findings of the round, with the acts on their way that answer them."""
    offence = _recommend(one, "IV-offence", OFFENCE, by)
    register = _recommend(one, "P7.1-inventory", REGISTER, by)
    text = ProvisionText.objects.filter(
        text__contains=QUOTED, version__expression__instrument__country=one.country
    ).first()
    if text is not None:
        recommendations.choose_provision(register, text.provision, version=register.version, by=by)
    bill = _take_up(one, {"title": BILL, "kind": "amendment"}, offence, by)
    _reach(bill, Reached("idea", "2025-02"), by)
    _reach(bill, Reached("draft", "2025-06-10", reason=SKIPPED), by)
    _reach(bill, Reached("interagency", "2025-09"), by)
    order = _take_up(one, {"title": ORDER, "kind": "order", "parent": bill}, register, by)
    _reach(order, Reached("draft", "2025-11-20"), by)
    _plan(bill, {"government": "2026-01", "first-reading": "2027-03"}, by)
    return [bill, order]


def _recommend(one: Round, code: str, facts: dict[str, object], by: Scope) -> Recommendation:
    finding = Finding.objects.get(round=one, requirement__code=code, seat=Finding.Seat.FINAL)
    told = {"wording": model_clauses([finding]), **facts, "country": one.country}
    return recommendations.add_recommendation(told, findings=[finding], by=by)


def _take_up(one: Round, facts: dict[str, object], answers: Recommendation, by: Scope) -> Bill:
    return bills.add_bill({"country": one.country, **facts}, recommendations=[answers], by=by)


def _reach(bill: Bill, entered: Reached, by: Scope) -> None:
    version = Bill.objects.get(pk=bill.pk).version
    bills.enter_stage(bill, entered, version=version, by=by)


def _plan(bill: Bill, days: dict[str, str], by: Scope) -> None:
    bills.plan_stages(bill, days, version=Bill.objects.get(pk=bill.pk).version, by=by)
