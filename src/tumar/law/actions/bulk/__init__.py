"""Many records of law at once, from checked rows of a workbook; one module a kind of record."""
