"""Web pages, and what word processors and archives save as such."""
