"""Working groups, library, campaigns, announcements, calendar and directory: what people do together."""
