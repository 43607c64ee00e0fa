"""What invented participants of the reference programme thought of two workshops."""

from random import Random
from typing import Any
from uuid import uuid4

from tumar.events.actions import answering
from tumar.events.actions import evaluation as actions
from tumar.events.models import Evaluation, EvaluationQuestion, Event
from tumar.kernel.scope import Scope

TOLD, OPEN = "P53-KZ-W06", "P53-KZ-C14"
SHEETS, ON_PAPER = 28, 6
WEIGHTS = {"q1": (0, 1, 3, 10, 14), "q2": (1, 2, 6, 11, 8), "q3": (0, 3, 9, 11, 5), "q4": (0, 1, 6, 12, 9)}
LONGER = {
    "kind": EvaluationQuestion.Kind.ONE,
    "text": {"en": "Which part should be longer?", "ru": "Какой части стоит уделить больше времени?"},
    "choices": [
        ["c1", {"en": "Lectures", "ru": "Лекциям"}],
        ["c2", {"en": "Exercises in the laboratory", "ru": "Упражнениям в лаборатории"}],
        ["c3", {"en": "Discussion of own cases", "ru": "Разбору собственных случаев"}],
    ],
}
CHOSEN = {"c1": 5, "c2": 14, "c3": 8}
MOST_USEFUL = (
    "Работа в боксе и проверка воздушного потока.",
    "Разбор аварийных ситуаций на примерах наших лабораторий.",
    "Оценка рисков: теперь понятно, с чего начинать.",
    "Сұйық азотпен қауіпсіз жұмыс істеу.",
    "Порядок надевания и снятия средств защиты.",
)
NEXT_TIME = (
    "Больше времени на практику.",
    "Раздавать материалы на казахском языке заранее.",
    "Пригласить инженера по обслуживанию боксов.",
    "Показать, как оформлять разрешения на перевозку.",
    "Топтағы адамдар саны азырақ болса.",
    "Собраться через полгода и обсудить, что удалось.",
)


def load_reference_evaluation(*, by: Scope) -> list[Evaluation]:
    """Lay out one evaluation that is closed and told, and one that takes answers still, some from paper."""
    # The same answers every time; they decide nothing.
    chance = Random(TOLD)  # noqa: S311
    return [_closed(chance, by), _open(chance, by)]


def _prepared(code: str, by: Scope) -> Evaluation:
    evaluation = actions.prepare_evaluation(Event.objects.get(code=code), by=by)
    actions.add_evaluation_question(evaluation, LONGER, by=by)
    return actions.open_evaluation(evaluation, by=by)


def _sheet(chance: Random) -> dict[str, Any]:
    scales = {key: chance.choices(range(1, 6), weights)[0] for key, weights in WEIGHTS.items()}
    return {**scales, "q7": chance.choices(list(CHOSEN), list(CHOSEN.values()))[0]}


def _closed(chance: Random, by: Scope) -> Evaluation:
    evaluation = _prepared(TOLD, by)
    for number in range(SHEETS):
        words = {
            key: said[number] for key, said in (("q5", MOST_USEFUL), ("q6", NEXT_TIME)) if number < len(said)
        }
        answering.receive_answers(evaluation, {**_sheet(chance), **words}, key=uuid4())
    return actions.close_evaluation(evaluation, by=by)


def _open(chance: Random, by: Scope) -> Evaluation:
    evaluation = _prepared(OPEN, by)
    for _number in range(ON_PAPER):
        answering.enter_paper(evaluation, _sheet(chance), key=uuid4(), by=by)
    return evaluation
