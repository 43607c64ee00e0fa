"""What every room needs and no room owns: clock, codes, money, journal, scope, jobs, files, lists, search."""
