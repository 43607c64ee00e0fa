"""From the rows of a recognised table to what each of them says."""
