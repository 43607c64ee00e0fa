"""Languages, publications and relations of an instrument."""

from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.part_pages import PartPages
from tumar.law.actions.parts import PARTS
from tumar.law.forms.parts import PART_FORMS
from tumar.law.queries import instruments as queries
from tumar.law.views.library import editable, page_of

PAGES = PartPages(PARTS, PART_FORMS, record=editable, rows=queries.parts, done=page_of)
add, edit, remove = (signed_in()(require_form(view)) for view in (PAGES.add, PAGES.edit, PAGES.remove))
