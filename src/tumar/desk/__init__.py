"""The staff face: shell, navigation, search, home per role, shared page parts."""
