"""How large a file of law may be. The longest code of a country has some 1,500 pages."""

LARGEST_FILE = 100 * 1024 * 1024
# The part of an archive that holds the text: 5,000 pages with every word formatted are about this large.
LARGEST_PART = 120 * 1024 * 1024
# A parsed element needs some 150 bytes; an act of 2,000 pages has half a million to two million of them.
MOST_ELEMENTS = 4_000_000
MOST_PAGES = 5000
# In letters; 5,000 full pages have about a quarter of it.
LONGEST_TEXT = 60_000_000
# Tables within tables within tables: beyond this the inner ones are read as running text.
DEEPEST_TABLES = 12
