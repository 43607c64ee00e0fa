"""What leaves the room: sign-in sheets for the printer, and events as plain facts."""
