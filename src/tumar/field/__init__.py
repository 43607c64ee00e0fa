"""The trainer's page: attendance in a hall, with a line or without one."""
