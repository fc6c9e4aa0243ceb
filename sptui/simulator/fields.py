"""The `fields` filter of playlists: `total,items(item(id,name))`. Source: reference, "Get Playlist Items"."""

from sptui.simulator.messages import Json, bad_request

Tree = dict[str, "Tree"]


def select(payload: Json, fields: str | None) -> Json:
    """The payload with only the fields asked for; all of it when none are. Refusal 400 for a malformed filter."""
    if not fields:
        return payload
    tree, rest = _parse(fields)
    if rest:
        raise bad_request("Invalid fields")
    return {key: _keep(payload[key], branch) for key, branch in tree.items() if key in payload}


def _keep(value: object, tree: Tree) -> object:
    if not tree:
        return value
    if isinstance(value, list):
        return [_keep(element, tree) for element in value]
    if isinstance(value, dict):
        return {key: _keep(value[key], branch) for key, branch in tree.items() if key in value}
    return value


def _parse(text: str) -> tuple[Tree, str]:
    """The tree of a filter up to its closing bracket, and what follows that."""
    tree: Tree = {}
    while text and text[0] != ")":
        end = next((place for place, char in enumerate(text) if char in ",()"), len(text))
        path, text = text[:end].strip().split("."), text[end:]
        branch = tree
        for name in path:
            branch = branch.setdefault(name, {})
        if text.startswith("("):
            inner, text = _parse(text[1:])
            if not text.startswith(")"):
                raise bad_request("Invalid fields")
            branch.update(inner)
            text = text[1:]
        text = text.removeprefix(",")
    return tree, text
