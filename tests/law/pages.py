"""What tests of the pages of law stand on: addresses, pages, an expert, a file."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.people import signed_in
from tumar.law.models import Version
from tumar.people.rules import RoleKind

LATER = date(2024, 4, 6)
RUSSIAN = """\
ЗАКОН
О биологической безопасности
Глава 1. Общие положения
Статья 1. Основные понятия
1. В настоящем Законе используются понятия:
1) патоген – микроорганизм;
2) объект – помещение, в котором работают с патогенами.
Статья 2. Уполномоченный орган
Уполномоченный орган ведёт реестр объектов.
"""


def at(name: str, *words) -> str:
    return reverse(f"law:{name}", args=words)


def of(name: str, version: Version) -> str:
    expression = version.expression
    return at(name, expression.instrument.code, expression.number, version.number)


def page(client, where: str, **asked) -> str:
    response = client.get(where, asked)
    assert response.status_code == 200
    return response.content.decode()


def expert():
    return signed_in(RoleKind.LEGAL_EXPERT, "KZ")


def a_file(text: str = RUSSIAN, name: str = "act.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())
