"""The command line's words about results."""
