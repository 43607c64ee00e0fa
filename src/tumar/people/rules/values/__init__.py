"""What stands in one cell of a list, read as what it means; no Django."""
