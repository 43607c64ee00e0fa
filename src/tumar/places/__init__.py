"""Countries, groupings and their dated memberships, designations and their notes, exchange rates."""
