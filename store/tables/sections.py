"""Form -> the headings that its sections are printed under."""

from functools import cache

from store.forms.form import Form
from store.tables.labels import normal


@cache
def section_headings(form: Form) -> dict[str, str]:
    """The normal form of each heading -> its section."""
    return {
        normal(text): section
        for layout in form.layouts.values()
        for section, (_, texts) in layout.sections.items()
        for text in texts
    }
