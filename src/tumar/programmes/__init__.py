"""Programmes, their objectives and partner countries, responses to crises, published claims."""
