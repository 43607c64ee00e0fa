"""Which files the field page is made of, and the version that changes when any of them does."""

import hashlib
import json

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

NAMES = ("tumar/field.css", "tumar/field.js", "tumar/field-codes.js", "tumar/icon.svg")
WORKER = "tumar/field-worker.js"


def _content(name: str) -> bytes:
    """Return a built asset as it lies in the package; deployed or not, these are the same bytes."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    with open(path, "rb") as file:
        return file.read()


def version() -> str:
    """Return one short hash over everything that the field page is made of."""
    digest = hashlib.sha256()
    for name in (*NAMES, WORKER):
        digest.update(_content(name))
    return digest.hexdigest()[:12]


def worker_script() -> str:
    """Return the service worker with the version and the addresses of the assets that it keeps."""
    told = {"version": version(), "assets": [staticfiles_storage.url(name) for name in NAMES]}
    return f"self.FIELD = {json.dumps(told)};\n{_content(WORKER).decode()}"


def address(name: str) -> str:
    """Return where an asset lies."""
    return str(staticfiles_storage.url(name))
