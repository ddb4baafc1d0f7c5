"""Which files the promises are about."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def files_in(root: Path) -> list[Path]:
    """Committed files and those git would add; without git, all outside dot folders."""
    listed = _listed_by_git(root)
    if listed is None:
        return [path for path in sorted(root.rglob("*")) if path.is_file() and _is_ours(path, root)]
    return [path for path in listed if path.is_file()]


def _listed_by_git(root: Path) -> list[Path] | None:
    if not (root / ".git").exists():
        return None
    git = ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z"]
    ask = [*git, "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(ask, capture_output=True, check=True).stdout
    except FileNotFoundError:
        return None
    return [root / name for name in sorted(answer.decode().split("\0")) if name]


def _is_ours(path: Path, root: Path) -> bool:
    folders = path.relative_to(root).parts[:-1]
    return not any(
        (name.startswith(".") and name != ".ci") or name == "__pycache__" for name in folders
    )
