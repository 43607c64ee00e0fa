"""Writes of results: freezing and publishing editions."""
