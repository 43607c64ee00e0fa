"""Shapes of input; one noun a module."""
