"""The report of an event as PDF, as DOCX and as plain facts: the same figures in each of them."""
