"""Writes of the room of supplies; one noun a module."""
