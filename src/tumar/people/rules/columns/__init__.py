"""What the columns of a list hold, told by their headers in any language and by their cells."""
