"""Tables from outside, of any kind: measured, opened and handed out row by row; no Django."""
