"""Writes about persons, organisations and accounts; one noun a module."""
