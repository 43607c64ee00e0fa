"""Indicators, their evidence lines, frozen editions, the factsheet."""
