"""Trainers' qualifications and the workshops that follow from them."""
