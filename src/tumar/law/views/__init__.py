"""Pages of the room; one noun a module."""
