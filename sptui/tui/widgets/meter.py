"""Lines of cells that show how much: the drawing of the seek bar, and the volume."""


def rule(fraction: float, cells: int, *, whole: bool = False) -> tuple[str, str]:
    """A line of `cells` cells as its heavy part, up to `fraction` (0 to 1) in steps of half a cell, and the rest.

    A `whole` one has steps of a cell.
    """
    halves = int(max(0.0, min(fraction, 1.0)) * cells * 2)
    halves -= halves % 2 if whole else 0
    heavy = "━" * (halves // 2) + "╸" * (halves % 2)
    return heavy, "─" * (cells - len(heavy))


def volume(percent: int | None, cells: int = 8) -> str:
    """A volume of 0 to 100 percent as `━━━━━╸──  68 %`, always equally wide; `—` when there is none to show."""
    if percent is None:
        return "—"
    return "".join(rule(percent / 100, cells)) + f" {percent:>3} %"
