"""Consignments handed over to recipient organisations, line by line."""
