"""RTF: groups, control words, and letters in the code page of their font."""
