"""Lines of consignments: by the consignment's code, or by recipient and day where no code is given."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from tumar.desk.lists_in.context import Context
from tumar.desk.lists_in.planned import Decision, Planned
from tumar.desk.lists_in.targets import TARGETS
from tumar.kernel import clock, money
from tumar.kernel.bulk import Facts, Row
from tumar.kernel.codes import is_code
from tumar.kernel.incoming.undoing import Effect, effects_of
from tumar.kernel.models import ListRow
from tumar.kernel.permissions import Permission
from tumar.people.actions.numbering import free_codes
from tumar.supplies import queries, rules
from tumar.supplies.actions import bulk
from tumar.supplies.models import Consignment, ConsignmentLine

EDIT = Permission.SUPPLIES_CONSIGNMENT_EDIT
CATEGORY = ConsignmentLine.Category
MOST_EURO_CENTS = 10**12
LARGEST_NUMBER = 10**11


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def _number(value: Any) -> Decimal | None:
    try:
        found = Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return None
    is_sound = found is not None and found.is_finite() and abs(found) < LARGEST_NUMBER
    return found if is_sound else None


def name_of(facts: Mapping[str, Any]) -> str:
    """Return what names the consignment within the list: its code, else its recipient and the day."""
    code = str(facts.get("consignment") or "").strip().upper()
    return code or f"{facts.get('recipient') or ''}|{facts.get('handed_over') or ''}"


def has_category(facts: Mapping[str, Any]) -> bool:
    """Tell whether a row names a category of the list of goods."""
    return facts.get("category") in CATEGORY.values


def line_of(
    facts: Mapping[str, Any], handed_over: date | None, category: str
) -> tuple[Facts, list[tuple[str, str]]]:
    """Return a line as the table has it, without its consignment and number, and what is wrong with it.

    `category` is for a row that names none.
    """
    wrong: list[tuple[str, str]] = []
    quantity, price = _number(facts.get("quantity")), _number(facts.get("unit_price"))
    currency = str(facts.get("currency") or "EUR")
    if quantity is None or quantity <= 0:
        wrong.append(("quantity", _("A line has some quantity.")))
    if price is None and quantity and (total := _number(facts.get("total_price"))) is not None:
        price = (total / quantity).quantize(Decimal(1).scaleb(-money.exponent(currency)))
    if price is None or price < 0:
        wrong.append(("unit_price", _("The row does not say what one unit is worth.")))
    if not str(facts.get("item") or "").strip():
        wrong.append(("item", _("The row does not say what was delivered.")))
    month = rules.month_of_rate("", handed_over)
    rate = queries.rate_for(currency, month) if month or currency == rules.EURO else None
    if rate is None:
        told = _("There is no rate of %(currency)s for %(month)s on file.")
        wrong.append(("currency", told % {"currency": currency, "month": month or "?"}))
    if wrong or rate is None or quantity is None or price is None:
        return {}, wrong
    line: Facts = {
        "category": facts["category"] if has_category(facts) else category,
        "description": str(facts["item"])[:300],
        "quantity": quantity.quantize(Decimal("0.001")),
        "unit": str(facts.get("unit") or "pcs")[:30],
        "unit_value_minor": money.minor_units(price, currency),
        "currency": currency,
        "rate_month": month,
        "rate_per_euro": rate.per_euro,
        "rate_source": rate.source,
    }
    cents = money.euro_cents(line["unit_value_minor"], quantity, currency, rate.per_euro)
    if cents > MOST_EURO_CENTS:
        return {}, [("quantity", _("Quantity and unit value make a sum too large to be true."))]
    return line, []


def _filed(wanted: Mapping[str, Mapping[str, Any]], context: Context) -> dict[str, Facts]:
    """Return the consignments on file that are named: by code, else by recipient, day and programme."""
    found = bulk.CONSIGNMENTS.filed((name,) for name in wanted if is_code(name))
    known = {filed.facts["code"]: filed.facts for filed in found.values()}
    sent: dict[tuple[str, date], str] = {}
    for name, facts in wanted.items():
        recipient = str(facts.get("recipient") or "")
        day = _day(facts.get("handed_over"))
        if "|" in name and recipient and day:
            code = context.employers.find(recipient, context.country_of(facts))
            sent |= {(code, day): name} if code else {}
    rows = Consignment.objects.filter(
        programme__code=context.programme, recipient__code__in={code for code, _day in sent}
    )
    same = {
        one: sent[recipient, day]
        for one, recipient, day in rows.values_list("code", "recipient__code", "handed_over").order_by("-pk")
        if day is not None and (recipient, day) in sent
    }
    for filed in bulk.CONSIGNMENTS.filed((code,) for code in same).values():
        known[same[filed.facts["code"]]] = filed.facts
    return known


def _same_line(on_file: Sequence[Facts], line: Facts) -> bool:
    told = ("description", "quantity", "unit_value_minor", "currency")
    return any(all(one[name] == line[name] for name in told) for one in on_file)


def _lines_on_file(codes: Sequence[str]) -> dict[str, list[Facts]]:
    rows = ConsignmentLine.objects.filter(consignment__code__in=codes)
    found: dict[str, list[Facts]] = {}
    told = ("description", "quantity", "unit_value_minor", "currency")
    for code, *values in rows.values_list("consignment__code", *told):
        found.setdefault(code, []).append(dict(zip(told, values, strict=True)))
    return found


def plan(rows: Sequence[Planned], context: Context) -> None:
    """Decide for a batch of lines to which consignment each belongs, and whether it is there already."""
    standing = [one for one in rows if one.decision != Decision.REFUSED]
    filed = _filed({name_of(one.facts): one.facts for one in standing}, context)
    lines = _lines_on_file([facts["code"] for facts in filed.values()])
    for one in standing:
        consignment = filed.get(name_of(one.facts))
        if consignment is None and not _can_be_added(one, context):
            continue
        day = consignment["handed_over"] if consignment else _day(one.facts.get("handed_over"))
        line, wrong = line_of(one.facts, day, context.category)
        for field, message in wrong:
            one.refuse(message, field=field)
        if wrong:
            continue
        if consignment is None:
            one.changes["consignment"] = ["", name_of(one.facts).replace("|", " ")]
            continue
        one.record = f"{Consignment.LABEL}:{consignment['code']}"
        one.why = _("The consignment is on file.")
        if not context.by.allows(EDIT, consignment["country"]):
            one.refuse(_("You may not change consignments of this country."), field="consignment")
        elif _same_line(lines.get(consignment["code"], []), line):
            one.decision, one.why = Decision.UNCHANGED, _("The consignment has this line already.")


def _can_be_added(one: Planned, context: Context) -> bool:
    """Tell whether the row's consignment can be added: to whom it went, for which programme, and when."""
    recipient = str(one.facts.get("recipient") or "")
    country = context.country_of(one.facts)
    day = _day(one.facts.get("handed_over"))
    if not recipient:
        one.refuse(_("The row names neither a consignment on file nor a recipient."), field="recipient")
    elif day and day > clock.today():
        one.refuse(_("This day is still to come."), field="handed_over")
    elif not country:
        context.needs["country"] += 1
    elif not context.by.allows(EDIT, country):
        one.refuse(_("You may not change consignments of this country."), field="country")
    elif not context.employers.find(recipient, country) and not context.employers.may_add(country):
        told = _("This organisation is not on file, and you may not add it.")
        one.refuse(told, field="recipient")
    if not context.programme:
        context.needs["programme"] += 1
    return one.decision != Decision.REFUSED


def begin(rows: Iterator[Mapping[str, Any]], context: Context) -> None:
    """Add the recipients and consignments that the list needs, before its lines are written."""
    wanted = {name_of(facts): facts for facts in rows}
    filed = _filed(wanted, context)
    context.consignments |= {name: facts["code"] for name, facts in filed.items()}
    new = {name: facts for name, facts in wanted.items() if name not in filed}
    context.effects += context.employers.add(
        (str(facts.get("recipient") or ""), context.country_of(facts)) for facts in new.values()
    )
    made = []
    for country in sorted({context.country_of(facts) for facts in new.values()}):
        own = [(name, facts) for name, facts in new.items() if context.country_of(facts) == country]
        prefix = f"{context.programme[:25]}-{country}-C"
        after = Consignment._base_manager.filter(code__startswith=f"{prefix}-").count()
        spare = iter(free_codes(Consignment, prefix, len(own), after=after, digits=3))
        for name, facts in own:
            code = name if is_code(name) else next(spare)
            context.consignments[name] = code
            made.append(_consignment(code, country, facts, context))
    for _written in bulk.bring_consignments(made, context.by):
        pass
    context.effects += effects_of(TARGETS["supplies.consignment"], made)


def _consignment(code: str, country: str, facts: Mapping[str, Any], context: Context) -> Row:
    values: Facts = {
        **dict.fromkeys(bulk.CONSIGNMENTS.names),
        **bulk.CONSIGNMENTS.defaults,
        "code": code,
        "programme": context.programme,
        "recipient": context.employers.find(str(facts.get("recipient") or ""), country),
        "country": country,
        "handed_over": _day(facts.get("handed_over")),
    }
    return Row(0, tuple(values[name] for name in bulk.CONSIGNMENTS.names))


def write(rows: Sequence[ListRow], context: Context) -> Iterator[tuple[ListRow, list[Effect]]]:
    """Write a batch of lines within the commit; yield each row with what was done for it."""
    codes = {row.number: context.consignments[name_of(row.facts)] for row in rows}
    found = bulk.CONSIGNMENTS.filed((code,) for code in codes.values())
    filed = {one.facts["code"]: one.facts for one in found.values()}
    lines = _lines_on_file(sorted(filed))
    last = dict(
        ConsignmentLine.objects.filter(consignment__code__in=filed)
        .values_list("consignment__code")
        .annotate(last=Max("number"))
    )
    made: dict[int, Row] = {}
    for row in rows:
        code = codes[row.number]
        line, _wrong = line_of(row.facts, filed[code]["handed_over"], context.category)
        row.record = f"{Consignment.LABEL}:{code}"
        if line and not _same_line(lines.get(code, []), line):
            last[code] = last.get(code, 0) + 1
            facts = {**line, "consignment": code, "number": last[code]}
            made[row.number] = Row(row.row, tuple(facts[name] for name in bulk.LINES.names))
    for _written in bulk.bring_lines(list(made.values()), context.by):
        pass
    for row in rows:
        own = [made[row.number]] if row.number in made else []
        yield row, effects_of(TARGETS["supplies.line"], own)
