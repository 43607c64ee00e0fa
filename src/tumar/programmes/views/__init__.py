"""Pages about programmes, their parts and responses to crises."""
