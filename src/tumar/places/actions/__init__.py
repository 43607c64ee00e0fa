"""Writes about groupings of countries, memberships and exchange rates; one noun a module."""
