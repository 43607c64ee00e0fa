"""Writes about trainers' qualifications; one noun a module."""
