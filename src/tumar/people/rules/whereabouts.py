"""Where somebody works, as a telephone number or an e-mail address tells when nothing else does."""

# ITU E.164 country codes of the project's countries and their neighbours; +7 6 and +7 7 are Kazakhstan's.
CALLING = {
    "93": "AF",
    "355": "AL",
    "374": "AM",
    "994": "AZ",
    "387": "BA",
    "375": "BY",
    "995": "GE",
    "996": "KG",
    "76": "KZ",
    "77": "KZ",
    "373": "MD",
    "382": "ME",
    "389": "MK",
    "976": "MN",
    "92": "PK",
    "40": "RO",
    "381": "RS",
    "992": "TJ",
    "993": "TM",
    "380": "UA",
    "998": "UZ",
    "383": "XK",
}
LONGEST = max(map(len, CALLING))
# Country-code domains (ISO 3166-1) of the same countries; others are used by anybody.
DOMAINS = frozenset(code.lower() for code in CALLING.values())
# Sold to the whole world for their sound.
SOLD = frozenset({"am", "me", "md"})


def country_by_contact(phone: str, email: str) -> str:
    """Return the country that an international number, else an address's last label, tells; empty if none."""
    digits = phone.removeprefix("+") if phone.startswith("+") else ""
    for length in range(LONGEST, 1, -1):
        if found := CALLING.get(digits[:length]):
            return found
    label = email.rpartition(".")[2].lower() if "@" in email else ""
    return label.upper() if label in DOMAINS - SOLD else ""
