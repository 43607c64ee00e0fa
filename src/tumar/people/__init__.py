"""Persons, organisations, accounts and their roles per country."""
