"""Every message has a stable code, says what was found as a sentence, and what to do."""

from __future__ import annotations

import re

import pytest

from payroll.terms.messages import MESSAGES

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_a_sentence_and_an_action(code: str) -> None:
    message = MESSAGES[code]
    assert CODE.fullmatch(code)
    assert message.found.endswith(("。", "}"))
    assert message.remedy.endswith(("。", "}"))
    assert "请" in message.remedy or message.severity == "warning"
    assert "非法" not in message.found + message.remedy
