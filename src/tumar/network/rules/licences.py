"""Licences: which of them let us hand a file to everybody."""

PERMISSION = "LicenseRef-by-permission"
RESERVED = "LicenseRef-all-rights-reserved"
UNKNOWN_LICENCE = "LicenseRef-unknown"


def may_be_handed_on(licence: str) -> bool:
    """Tell whether the licence lets us give the file itself to the public."""
    return licence not in {RESERVED, UNKNOWN_LICENCE, ""}
