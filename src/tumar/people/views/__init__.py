"""Pages about persons, organisations and accounts."""
