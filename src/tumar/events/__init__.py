"""Awareness events, conferences, workshops: sessions, persons in their roles, attendance."""
