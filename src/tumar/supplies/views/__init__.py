"""Pages about consignments."""
