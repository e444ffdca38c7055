"""One vector a line, and the trust files beside them."""

import json
from pathlib import Path

HERE = Path(__file__).parent
NOW = "2026-03-01T12:00:00Z"
ACCEPT, UNDECIDED = ("genuine",), ("issuer-unknown", "status-unknown", "unsupported", "not-health-code")


class Book:
    """The vectors of one format."""

    def __init__(self, prefix, trust):
        self.prefix, self.trust, self.lines, self.seen = prefix, trust, [], set()

    def add(self, kind, name, text, reason, signature, why, more=(), trust=None, now=NOW):
        """One vector; the verdict follows from the reason."""
        verdict = "accept" if reason in ACCEPT else "undecided" if reason in UNDECIDED else "refuse"
        assert why.endswith(".") and "\n" not in why and (kind, name) not in self.seen, name
        assert verdict != "accept" or signature == "good", name
        self.seen.add((kind, name))
        self.lines.append({
            "id": f"{self.prefix}-{kind}-{name}", "class": kind, "text": text, "more": list(more),
            "trust": self.trust if trust is None else list(trust), "now": now,
            "want": {"signature": signature, "verdict": verdict, "reason": reason}, "why": why,
        })

    def write(self, file):
        write_lines(file, self.lines)


def write_lines(file, lines):
    text = "".join(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n" for line in lines)
    (HERE / file).write_text(text, encoding="utf-8")


def write_trust(file, content):
    """A trust file: text, bytes, or a value written as JSON."""
    folder = HERE / "trust"
    folder.mkdir(exist_ok=True)
    if not isinstance(content, (str, bytes)):
        content = json.dumps(content, indent=1, ensure_ascii=True) + "\n"
    (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return file
