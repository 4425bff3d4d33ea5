"""Form -> which texts are labels of rows, of columns, or of groups above them, in any of its layouts."""

from functools import cache

from store.form import Form
from store.labels import fits, is_numbered, normal, same_number


@cache
def names_of(form: Form) -> "Names":
    """The labels of a form, made once."""
    return Names(form)


class Names:
    """The labels of a form by their normal form."""

    def __init__(self, form: Form) -> None:
        blocks = [b for lay in form.layouts.values() for bs in lay.blocks.values() for b in bs]
        self.rows = {normal(path[-1]): path for b in blocks for _, paths in b.rows for path in paths}
        above = [path[:-1] for b in blocks for _, paths in b.rows for path in paths if len(path) > 1]
        self.groups = {normal(part): tuple(map(normal, path[:i])) for path in above for i, part in enumerate(path)}
        labels = [path for b in blocks for _, paths in b.columns for path in paths]
        self.columns = {normal(part) for path in labels for part in path} | {normal(b.title) for b in blocks}

    def is_row(self, text: str, groups: tuple[str, ...]) -> bool:
        """Whether the text is a row's label here.  其他 and 总计 name columns too: as rows they carry their number."""
        path = self.rows.get(normal(text))
        if path is None:
            return any(fits(text, official) for official in self.rows) if "*" in text else False
        if normal(text) not in self.columns:
            return True
        if not is_numbered(text) or not same_number(text, path[-1]):
            return False
        return tuple(map(normal, path[:-1])) == groups[: len(path) - 1]

    def knows(self, text: str) -> bool:
        """Whether a text is a label of any kind."""
        return normal(text) in self.rows or normal(text) in self.columns or normal(text) in self.groups

    def is_header(self, text: str, groups: tuple[str, ...]) -> bool:
        return normal(text) in self.columns and not self.is_row(text, groups)

    def group(self, text: str) -> tuple[str, ...] | None:
        """The groups that open with a text: its own, or those that a row of one place only stands in."""
        name = normal(text)
        if name in self.groups:
            return (*self.groups[name], name)
        path = self.rows.get(name, ())
        return tuple(map(normal, path[:-1])) if len(path) > 2 and name not in self.columns else None
