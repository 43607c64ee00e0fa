"""Lists that come in: kept as received, previewed row by row, written and undone as a whole."""
