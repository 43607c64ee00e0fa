"""OpenDocument text: paragraphs with the numbers of their lists, tables, notes."""
