"""The entry point of the command without a new process."""

import sys

import pytest

from cli.command import Say
from percuta.cli.main import run


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run the entry point here: exit code, output, messages."""

    def said(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["percuta", *words])
        with pytest.raises(SystemExit) as ended:
            run()
        output, messages = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), output, messages

    return said
