"""Settings from the environment, url root, command line, start-up checks."""
