"""PDF with text: letters and where they stand, to rows, to paragraphs."""
