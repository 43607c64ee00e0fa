"""DOCX and DOCM: paragraphs with the numbers that Word counts, tables, notes. Macros are left alone."""
