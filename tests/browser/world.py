"""One small programme with a record of every kind, for journeys and for looking at pages."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from tests.browser.events import on_the_event, registered_for, the_events
from tests.law import builders as law
from tests.law import reforms
from tests.law import rounds as assessing
from tests.network import builders as network
from tests.people import MACHINE, a_country, a_person, a_programme, an_account, an_organisation
from tests.training.builders import a_qualification
from tumar.events.models import Event
from tumar.law.actions import bills, recommendations, reform_tasks
from tumar.law.models import Citation
from tumar.law.rules.correcting import Operation
from tumar.law.rules.units import Doubt
from tumar.network.actions import calendar, campaigns
from tumar.network.actions import documents as papers
from tumar.people.actions import consent, decisions, documents, merging, retention
from tumar.people.models import Account, Candidate, Organisation, Person
from tumar.people.queries import scope_of
from tumar.people.rules.pairs import Found
from tumar.places.models import Membership
from tumar.programmes.actions import parts, responses
from tumar.programmes.models import Objective, Programme
from tumar.results.actions import editions
from tumar.supplies.actions import consignments, lines
from tumar.supplies.models import Consignment


@dataclass
class World:
    """What was built; `names` are what addresses call it by."""

    programme: Programme
    laboratory: Organisation
    trainer: Person
    event: Event
    names: dict[str, Any] = field(default_factory=dict)

    def fill(self, address: str) -> str:
        """Return an address such as `/desk/events/{event}/` with the names of what was built."""
        return address.format_map(self.names)


def _personal(person: Person) -> dict[str, Any]:
    """Lay out what pages about a person's data show: an answer with its text, a document, a rule."""
    words = {"en": "I agree that my name stands in it.", "ru": "Я согласен на включение моего имени."}
    text = consent.add_text(purpose="directory", text=words, valid_from=date(2018, 1, 1), by=MACHINE)
    answer = {"text": text, "answer": "given", "on": date(2019, 5, 14), "by": MACHINE}
    consent.record_consent(person, how="paper", file=("signed.pdf", b"%PDF-1.4 signed"), **answer)
    kept = {"kind": "passport", "country": a_country("KZ"), "number": "N01234567", "by": MACHINE}
    rule = {"purpose": "training-record", "kept": "contact", "months": 36, "since": "last-met"}
    return {
        "text": text.pk,
        "document": documents.add_document(person, **kept).pk,
        "retention": retention.add_rule({**rule, "is_in_force": True}, by=MACHINE).code,
    }


def _what_people_do_together(event: Event, trainer: Person) -> dict[str, Any]:
    """A working group with papers, a text, a campaign, an announcement, an entry: one of each, and public."""
    ministry = an_organisation("Министерство юстиции", name_latin="Ministry of Justice", kind="ministry")
    group = network.a_group(
        name={"en": "National legislation working group", "ru": "Рабочая группа по законодательству"},
        basis="Order No. 53 of the Prime Minister of 12 April 2023",
        purpose="Drafts the law on biological safety and follows it to its adoption.",
        founded=date(2023, 4, 12),
    )
    chair = network.a_member(group, person=trainer, organisation=ministry, part="chair", mandate="Order 53")
    network.a_member(group, organisation=an_organisation("Ministry of Health", kind="ministry"))
    network.a_member(group, until=date(2024, 12, 31))
    meeting = network.a_meeting(group, begins=time(10), ends=time(12), place="Astana", agenda="Draft law")
    decision = network.a_decision(group, meeting=meeting)
    network.a_task(group, owner=chair, due=date(2026, 1, 20), decision=decision)
    network.a_task(group, text="Send the draft to the partners", state="done")
    kept = papers.add_document(group, title="Draft law", content=b"one", name="draft.docx", by=MACHINE)
    papers.add_version(
        kept.document, content=b"two", name="draft-2.docx", note="After the comments", by=MACHINE
    )
    text = network.a_resource(
        content=b"%PDF-1.4 manual",
        title={"en": "Manual of safe transport of samples", "ru": "Руководство по безопасной перевозке проб"},
        description={"en": "For couriers and laboratories.", "ru": "Для курьеров и лабораторий."},
        languages=["en", "kk", "ru"],
        topics=["transport-of-samples", "biosafety"],
        audience=["transport-courier", "human-lab"],
        organisation=ministry,
        year=2025,
        is_public=True,
    )
    campaign = network.a_campaign(events=[event], resources=[text], audience=["border-guard", "customs"])
    facts = {"channel": "television", "estimate": 120_000, "method": "ratings", "source": "Broadcaster"}
    campaigns.add_estimate(campaign, {**facts, "as_of": network.DAY}, by=MACHINE)
    announcement = network.an_announcement(
        "KZ",
        title={"en": "Call for trainers", "ru": "Приглашаем тренеров"},
        body={"en": "Send us your names by the end of the month.", "ru": "Пришлите имена до конца месяца."},
        is_public=True,
    )
    entry = network.an_entry(
        visibility="public", text={"en": "Tests biosafety cabinets in the whole region."}
    )
    calendar.list_event(event, by=MACHINE)
    return {
        "group": group,
        "resource": text,
        "campaign": campaign,
        "announcement": announcement,
        "entry": entry,
    }


def _assessed() -> dict[str, Any]:
    """Two sets joined by a relation, a round with every step, and one whose law has changed since."""
    version, second = assessing.a_set(how_many=5), assessing.a_set("second")
    text = assessing.a_provision(valid_from=date(2018, 1, 1))
    old = assessing.a_round(versions=[version], as_of=date(2019, 1, 1))
    assessing.agreed(old, assessing.a_requirement(version), text=text)
    one = assessing.a_round(versions=[version, second], as_of=date(2019, 6, 1), previous=old)
    first, other = assessing.coders(one)
    assessing.agreed(one, assessing.a_requirement(version), text=text, note={"en": "Article 2"})
    for code, by in (("A-2", first), ("A-3", first)):
        assessing.code_it(one, assessing.a_requirement(version, code), by)
    assessing.code_it(one, assessing.a_requirement(version, "A-2"), other, text=text)
    law.a_version(text.version.expression, assessing.LATER, valid_from=date(2020, 1, 1))
    return {
        "set": version.set.code,
        "second_set": second.set.code,
        "mapping": assessing.a_link(version, second).pk,
        "sent": assessing.a_sent_file().pk,
        "round": one.code,
        "agreed": assessing.a_requirement(version).pk,
        "differing": assessing.a_requirement(version, "A-2").pk,
        "cited": Citation.objects.get(finding__round=old, finding__seat="final").pk,
    }


def likely_provisions() -> tuple[Any, list[str]]:
    """A coder, with the addresses of a requirement that something was found for, and of one without."""
    texts = {"title": {"en": "Register of facilities"}, "look_for": {"en": "Who keeps the register."}}
    others = {"title": {"en": "Zebra crossings"}, "look_for": {"en": "Zebra crossings are painted."}}
    items = [
        {"code": f"A-{number}", "source": "Treaty", "area": "licensing", **told}
        for number, told in enumerate((texts, others), start=1)
    ]
    version = assessing.a_set("likely", requirements=items)
    law.a_search()
    act = law.an_expression(law.an_instrument(in_force_from=date(2018, 1, 1)))
    text = law.a_version(act, valid_from=date(2018, 1, 1))
    one = assessing.a_round(versions=[version])
    register = assessing.a_requirement(version)
    article = text.texts.get(provision__eid="chp_1__art_1")
    assessing.a_dismissal(one, register, article)
    keys = version.requirements.order_by("position").values_list("pk", flat=True)
    return one.first_coder, [f"/desk/law/rounds/{one.code}/requirements/{key}/" for key in keys]


def _reformed(names: dict[str, Any]) -> dict[str, Any]:
    """A recommendation with a draft, a law in force whose finding waits, a by-law with an overdue stage."""
    finding = Citation.objects.get(pk=names["cited"]).finding
    text = reforms.a_text_of_today()
    group = network.a_group()
    one = reforms.a_recommendation(
        findings=[finding],
        group=group,
        owner_organisation=an_organisation("Ministry of Health"),
        wording={"en": "The ministry of health keeps the register.", "ru": "Министерство ведет реестр."},
        due="2026-12",
        cost_minor=1_250_000,
        cost_includes="Two meetings and translation",
    )
    recommendations.choose_provision(one, text.provision, version=1, by=MACHINE)
    reform_tasks.add_task(one, {"text": "Collect the comments", "due": date(2020, 1, 1)}, by=MACHINE)
    act = reforms.in_force(reforms.a_bill(answers=[one], group=group))
    bill = reforms.a_bill(kind="order", parent=act, answers=[one], group=group)
    reforms.entered(bill, "idea", content=b"%PDF-1.4 letter", name="letter.pdf")
    reforms.entered(bill, "draft", note="Two objections", source="Letter 12")
    bills.plan_stages(bill, {"adopted": "2020-05", "published": "2035"}, version=3, by=MACHINE)
    return {
        "recommendation": one.code,
        "act": act.code,
        "bill": bill.code,
        "unanswered": finding.pk,
        "cited_text": text.pk,
    }


def _law() -> dict[str, Any]:
    """An act in two languages: confirmed, amended, open with a doubt, and a file that could not be read."""
    act = law.an_instrument(
        title={"en": "Law on Biological Safety", "ru": "Закон о биологической безопасности"},
        number="122-VII",
        day="2022-05-21",
        areas=["authority", "licensing"],
        in_force_from=date(2022, 11, 22),
        source="Official page",
    )
    russian = law.an_expression(act, "ru", title="О биологической безопасности")
    version = law.a_version(russian, law.RUSSIAN)
    kazakh = law.an_expression(act, "kk", standing="official-translation", translation_of=russian)
    law.a_version(kazakh, law.RUSSIAN.replace("2) объект", "3) объект"))
    law.a_version(
        russian, law.RUSSIAN.replace("реестр", "государственный реестр"), valid_from=date(2024, 4, 6)
    )
    doubt = Doubt("numbering_gap", "chp_1__art_2", 6, ("Статья 1.", "Статья 3."))
    draft = law.a_draft(russian, law.RUSSIAN, valid_from=date(2025, 1, 1), doubts=(doubt,))
    law.a_correction(draft, Operation.RAISE, "8.0")
    amended = law.an_amendment(version, valid_from=date(2026, 1, 1))
    order = law.an_instrument(kind="order", title={"en": "Order on permits", "ru": "Приказ о разрешениях"})
    law.a_relation(act, verb="implements", acting=order)
    treaty_act = law.a_treaty_act()
    return {
        **_long_law(),
        "law": act.code,
        "treaty": treaty_act.instrument.code,
        "treaty_act": treaty_act.pk,
        "coverage": law.a_search().pk,
        "version": version.number,
        "draft": draft.number,
        "amended": amended.number,
        "refused": law.a_refused_version(russian).number,
    }


def _long_law() -> dict[str, Any]:
    """An act that is read in leaves, amended throughout, and open with more doubts than a page lists."""
    text = law.an_expression(law.an_instrument(title={"en": "Long act", "ru": "Длинный закон"}), "ru")
    old = law.a_version(text, law.a_long_text())
    new = law.a_version(text, law.a_long_text("кадастр"), valid_from=date(2024, 4, 6))
    doubts = tuple(
        Doubt("numbering_gap", f"chp_1__art_{number}", 4 * number, (f"Статья {number}.",))
        for number in range(1, 31)
    )
    law.a_draft(text, law.a_long_text(), valid_from=date(2025, 1, 1), doubts=doubts)
    code = text.instrument.code
    return {"long_law": code, "long_old": old.pk, "long_new": new.pk}


def _programme() -> Programme:
    """A programme for demonstration."""
    title = {
        "en": "Strengthening the national legal framework and provision of specialised training",
        "ru": "Укрепление национальной правовой базы и специализированное обучение",
    }
    return a_programme("P53", short_title="Project 53", title=title, is_demonstration=True)


def _supplied(programme: Programme, laboratory: Organisation) -> Consignment:
    """A consignment of equipment and of protective clothing."""
    consignment = consignments.create_consignment(
        {"programme": programme, "recipient": laboratory, "country": a_country("KZ")}, by=MACHINE
    )
    for category, value in (("rt-pcr", 2_450_000), ("ppe", 1_275)):
        facts = {"category": category, "description": f"Item of {category}", "quantity": Decimal(3)}
        money = {"unit_value_minor": value, "currency": "EUR", "rate_month": "2019-05"}
        lines.add_line(consignment, facts | money, by=MACHINE)
    return consignment


def _frozen(programme: Programme, account: Account) -> dict[str, Any]:
    """Lay out an edition that somebody else published, and one that waits for that."""
    first, second = scope_of(account), scope_of(an_account())
    published = editions.freeze_edition(programme, as_of=date(2024, 6, 30), by=first)
    editions.publish_edition(published, by=second)
    waiting = editions.freeze_edition(programme, as_of=date(2024, 12, 31), by=first)
    return {"published": published.code, "edition": waiting.code}


def _twins() -> dict[str, Any]:
    """Lay out two persons who may be one, one who was merged, and one who was told apart."""
    twins = [a_person("Seitkali", given, country="KZ", position="Virologist") for given in ("Madi", "Mady")]
    merged, apart = (a_person("Seitkaly", given, country="KZ") for given in ("Madi", "Madina"))
    decisions.queue_candidates([Found(twins[0].code, twins[1].code, 0.91, ["given name one letter apart"])])
    decision = decisions.decide_not_same(twins[1], apart, by=MACHINE)
    return {
        "twin": twins[0].code,
        "other": twins[1].code,
        "merge": merging.merge(twins[0], merged, versions=(1, 1), by=MACHINE).pk,
        "decision": decision.pk,
        "duplicate": Candidate.objects.get().pk,
    }


def a_world() -> World:
    """A demonstration programme with events in Kazakhstan and Kosovo, people, and one evidence file."""
    programme, account = _programme(), an_account()
    laboratory = an_organisation(
        "Областная ветеринарная лаборатория", name_latin="Regional Veterinary Laboratory"
    )
    trainer = a_person(
        "Akhmetova", "Aizhan", family="Ахметова", given="Айжан", patronymic="Сериковна", employer=laboratory
    )
    event = the_events(programme, trainer)
    named = {
        "programme": programme,
        "organisation": laboratory,
        "person": trainer,
        "event": event,
        "consignment": _supplied(programme, laboratory),
        "qualification": a_qualification(trainer, since=date(2018, 4, 2)),
        "response": responses.create_response({"code": "COVID-19", "name": {"en": "COVID-19"}}, by=MACHINE),
        **_what_people_do_together(event, trainer),
    }
    names = {what: record.code for what, record in named.items()} | registered_for()
    objective = parts.add_part(Objective, programme, {"number": 1, "title": {"en": "Awareness"}}, by=MACHINE)
    names |= {"account": account.pk, "role": account.roles.get().pk, "objective": objective.pk}
    names |= {"membership": Membership.objects.filter(grouping__code="CA", country="KZ").get().pk}
    names |= on_the_event(event, Event.objects.get(code=names["ahead"]))
    names |= _frozen(programme, account) | _twins() | _personal(trainer) | _law() | _assessed()
    names |= _reformed(names)
    return World(programme, laboratory, trainer, event, names)
