"""National law: instruments and their provisions in time, requirements, findings and reforms."""
