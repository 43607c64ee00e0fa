"""What is decided about law from values alone: lines, structure, addresses, changes, suggestions."""
