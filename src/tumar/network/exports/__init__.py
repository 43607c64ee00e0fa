"""The room's standard formats: Atom, iCalendar."""
