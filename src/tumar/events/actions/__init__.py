"""Writes about events, who took part in them and what proves it; one noun a module."""
