"""The house rules, kept by the tools that know them."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "sptui").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
UNFINISHED = re.compile(r"\b(?:TO(?:DO)|FIX(?:ME)|X{3})\b")  # spelt so that this file does not say them
LONGEST_FILE, LONGEST_FUNCTION, MOST_METHODS = 320, 45, 18
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
TOOLS = {
    "imports": ["-c", LINT_IMPORTS, "--no-cache"],
    "lint": ["-m", "ruff", "check", "--no-cache"],
    "format": ["-m", "ruff", "format", "--check", "--no-cache"],
    "types": ["-m", "mypy"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tools_are_content(tool: str) -> None:
    command = [sys.executable, *TOOLS[tool]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    assert done.returncode == 0, done.stdout + done.stderr


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_nothing_is_left_unfinished() -> None:
    assert [name(path) for path in (*SOURCES, *TESTS) if UNFINISHED.search(path.read_text("utf-8"))] == []


def test_files_stay_short() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def nodes(*kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of these kinds in the package, with where it stands."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, kinds):
                yield f"{name(path)}:{getattr(node, 'name', '')}", node


def is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def test_functions_stay_short() -> None:
    functions = nodes(ast.FunctionDef, ast.AsyncFunctionDef)
    lengths = {place: getattr(node, "end_lineno", 0) - getattr(node, "lineno", 0) + 1 for place, node in functions}
    assert {place: lines for place, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_classes_stay_small() -> None:
    methods = {place: sum(map(is_function, ast.iter_child_nodes(node))) for place, node in nodes(ast.ClassDef)}
    assert {place: number for place, number in methods.items() if number > MOST_METHODS} == {}
