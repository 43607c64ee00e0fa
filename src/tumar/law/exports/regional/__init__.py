"""The law of several countries on a day, as a report: values once, then PDF, DOCX, JSON and a page."""
