"""Workbooks that people send: opened safely, read cell by cell, checked against what is on file."""
