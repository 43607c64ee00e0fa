"""Writes about programmes, what they set out to do, crises and published claims; one noun a module."""
