"""Sheets of paper that are printed, signed, photographed and read again; no domain, no Django."""
