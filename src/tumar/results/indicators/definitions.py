"""What each indicator code means: its words, its fold, its qualifier, and how it may be split."""

from django.utils.translation import gettext_lazy as _

from tumar.results.indicators.base import Definition, Unit
from tumar.results.rules import By, Fold, Noun, Qualifier

OF_EVENTS = (By.COUNTRY, By.REGION, By.YEAR)
OF_PERSONS = (By.COUNTRY, By.REGION, By.YEAR, By.SEX, By.GROUP)
OF_MONEY = (By.CATEGORY, By.COUNTRY, By.REGION, By.YEAR)

DEFINITIONS = (
    Definition(
        code="country_awareness_events",
        title=_("Country awareness events"),
        unit=Unit.EVENTS,
        fold=Fold.SUM,
        qualifier=Qualifier.EXACTLY,
        meaning="awareness events of the programme, of country reach, over by the day",
        counts=_(
            "Awareness events that the programme held within one country and that were over by the day of "
            "the figure."
        ),
        breakdowns=OF_EVENTS,
        shown=(),
        noun=Noun(
            "country awareness event",
            "country awareness events",
            "национальное информационное мероприятие",
            "национальных информационных мероприятия",
            "национальных информационных мероприятий",
        ),
    ),
    Definition(
        code="regional_events",
        title=_("Regional events"),
        unit=Unit.EVENTS,
        fold=Fold.SUM,
        qualifier=Qualifier.EXACTLY,
        meaning="awareness events and conferences of the programme, of regional reach, over by the day",
        counts=_(
            "Awareness events and conferences that the programme held for a whole region and that were "
            "over by the day of the figure."
        ),
        breakdowns=OF_EVENTS,
        shown=(),
        noun=Noun(
            "regional event",
            "regional events",
            "региональное мероприятие",
            "региональных мероприятия",
            "региональных мероприятий",
        ),
    ),
    Definition(
        code="inter_regional_conferences",
        title=_("Inter-regional conferences"),
        unit=Unit.EVENTS,
        fold=Fold.SUM,
        qualifier=Qualifier.EXACTLY,
        meaning="conferences of the programme, of inter-regional reach, over by the day",
        counts=_(
            "Conferences that the programme held for several regions together and that were over by the "
            "day of the figure."
        ),
        breakdowns=OF_EVENTS,
        shown=(),
        noun=Noun(
            "inter-regional conference",
            "inter-regional conferences",
            "межрегиональная конференция",
            "межрегиональные конференции",
            "межрегиональных конференций",
        ),
    ),
    Definition(
        code="trainers_trained",
        title=_("Trainers trained"),
        unit=Unit.PERSONS,
        fold=Fold.DISTINCT,
        qualifier=Qualifier.EXACTLY,
        meaning="distinct persons whom the programme qualified by the day at a train-the-trainers workshop",
        counts=_(
            "Persons whom the programme qualified as trainers at a train-the-trainers workshop by the day "
            "of the figure. Each person counts once."
        ),
        breakdowns=OF_PERSONS,
        shown=(By.COUNTRY, By.SEX),
        noun=Noun(
            "trainer trained",
            "trainers trained",
            "подготовленный тренер",
            "подготовленных тренера",
            "подготовленных тренеров",
        ),
    ),
    Definition(
        code="tot_workshops",
        title=_("Train-the-trainers workshops"),
        unit=Unit.EVENTS,
        fold=Fold.SUM,
        qualifier=Qualifier.EXACTLY,
        meaning="train-the-trainers workshops of the programme, over by the day",
        counts=_(
            "Workshops at which the programme trained trainers and that were over by the day of the figure."
        ),
        breakdowns=OF_EVENTS,
        shown=(),
        noun=Noun(
            "train-the-trainers workshop",
            "train-the-trainers workshops",
            "семинар подготовки тренеров",
            "семинара подготовки тренеров",
            "семинаров подготовки тренеров",
        ),
    ),
    Definition(
        code="cascade_workshops",
        title=_("Workshops given by these trainers"),
        unit=Unit.EVENTS,
        fold=Fold.SUM,
        qualifier=Qualifier.MORE_THAN,
        meaning=(
            "training workshops of the programme under no response, over by the day, given by at least one "
            "trainer whose qualification by the programme held on the first day"
        ),
        counts=_(
            "Training workshops of the programme that were over by the day of the figure and that were "
            "given by at least one trainer whom the programme itself had qualified. Workshops that "
            "respond to a crisis are counted apart."
        ),
        breakdowns=OF_EVENTS,
        shown=(By.YEAR,),
        noun=Noun(
            "workshop given by these trainers",
            "workshops given by these trainers",
            "семинар, проведённый этими тренерами",
            "семинара, проведённых этими тренерами",
            "семинаров, проведённых этими тренерами",
        ),
    ),
    Definition(
        code="experts_reached",
        title=_("Experts reached by these workshops"),
        unit=Unit.PERSONS,
        fold=Fold.DISTINCT,
        qualifier=Qualifier.MORE_THAN,
        meaning="distinct participants who attended the workshops of cascade_workshops",
        counts=_(
            "Participants who attended the workshops given by the trainers of this programme. Each person "
            "counts once, whatever the number of workshops."
        ),
        breakdowns=OF_PERSONS,
        shown=(By.COUNTRY, By.GROUP, By.SEX),
        noun=Noun(
            "expert reached",
            "experts reached",
            "обученный специалист",
            "обученных специалиста",
            "обученных специалистов",
        ),
    ),
    Definition(
        code="equipment_value",
        title=_("Equipment and supplies provided"),
        unit=Unit.EUR,
        fold=Fold.SUM,
        qualifier=Qualifier.OVER,
        meaning="euro value of the consignments of the programme under no response, handed over by the day",
        counts=_(
            "The value in euro of all equipment and supplies that the programme had handed over by the "
            "day of the figure. What was given in response to a crisis is counted apart."
        ),
        breakdowns=OF_MONEY,
        shown=(By.CATEGORY,),
        of={
            "en": "of biosafety equipment and supplies",
            "ru": "— оборудование и материалы для биобезопасности",
        },
    ),
    Definition(
        code="response_supplies_value",
        title=_("%(response)s: supplies provided"),
        unit=Unit.EUR,
        fold=Fold.SUM,
        qualifier=Qualifier.OVER,
        meaning="euro value of the consignments of the programme under the response, handed over by the day",
        counts=_(
            "The value in euro of all equipment and supplies that the programme had handed over in "
            "response to the crisis by the day of the figure."
        ),
        breakdowns=OF_MONEY,
        shown=(By.CATEGORY,),
        of={"en": "of supplies", "ru": "— материалы и оборудование"},
        is_of_a_response=True,
    ),
    Definition(
        code="response_specialists",
        title=_("%(response)s: specialists trained"),
        unit=Unit.PERSONS,
        fold=Fold.DISTINCT,
        qualifier=Qualifier.OVER,
        meaning="distinct participants who attended the workshops of response_workshops",
        counts=_(
            "Participants who attended the workshops that respond to the crisis. Each person counts once, "
            "whatever the number of workshops."
        ),
        breakdowns=OF_PERSONS,
        shown=(By.COUNTRY, By.GROUP),
        noun=Noun(
            "specialist trained",
            "specialists trained",
            "подготовленный специалист",
            "подготовленных специалиста",
            "подготовленных специалистов",
        ),
        is_of_a_response=True,
    ),
    Definition(
        code="response_workshops",
        title=_("%(response)s: workshops"),
        unit=Unit.EVENTS,
        fold=Fold.SUM,
        qualifier=Qualifier.CLOSE_TO,
        meaning=(
            "training workshops of the programme under the response, over by the day, given by at least one "
            "trainer whose qualification by any programme held on the first day"
        ),
        counts=_(
            "Training workshops of the programme in response to the crisis that were over by the day of "
            "the figure and that were given by at least one trainer whom any programme had qualified."
        ),
        breakdowns=OF_EVENTS,
        shown=(),
        noun=Noun("workshop", "workshops", "семинар", "семинара", "семинаров"),
        is_of_a_response=True,
    ),
)
