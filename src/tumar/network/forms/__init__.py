"""The shape of what is typed in the room; one noun a module."""
