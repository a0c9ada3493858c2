"""A lint report as text, JSON or SARIF 2.1.0."""

import json
from collections import Counter
from typing import Any

from samverkansavtal.proving.codes import CODES
from samverkansavtal.proving.finding import Finding
from samverkansavtal.proving.lint import Report

SARIF_LEVELS = {"fel": "error", "öppen": "warning", "råd": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(report: Report, seconds: float) -> list[str]:
    """Return the lines a person reads: every finding, the answers that show it, and the count."""
    lines = []
    for finding in report.told():
        lines.append(f"{finding.path}:{finding.line}: {finding.code} {finding.level}: {finding.message}")
        lines += [f"    när {answer}" for answer in finding.answers]
    return [*lines, *_count(report, seconds)]


def _count(report: Report, seconds: float) -> list[str]:
    levels = Counter(finding.level for finding in report.findings)
    found = f"{levels['fel']} fel, {levels['öppen']} öppna, {levels['råd']} råd."
    time = f"{seconds:.1f}".replace(".", ",")
    proved = f"Bevisade påståenden: {report.proved}. Inte bevisade: {report.open}. Tid: {time} s."
    return [f"Funnet: {found}" if report.findings else "Inget funnet.", proved]


def as_json(report: Report, seconds: float) -> str:
    """Return the report as JSON for scripts."""
    found = {
        "findings": [_plain(finding) for finding in report.told()],
        "proved": report.proved,
        "open": report.open,
        "worlds": report.worlds,
        "seconds": round(seconds, 3),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "level": finding.level,
        "path": finding.path,
        "line": finding.line,
        "message": finding.message,
        "answers": [{"path": a.path, "value": a.value, "label": a.label} for a in finding.answers],
    }


def as_sarif(report: Report, version: str) -> str:
    """Return the report as SARIF 2.1.0, which code hosts show beside the files."""
    rules = [
        {
            "id": code,
            "shortDescription": {"text": meaning.means},
            "defaultConfiguration": {"level": SARIF_LEVELS[meaning.level]},
        }
        for code, meaning in CODES.items()
    ]
    driver = {"name": "samverkan lint", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(finding) for finding in report.told()]}
    found = {"$schema": SCHEMA, "version": "2.1.0", "runs": [{**run, "columnKind": "unicodeCodePoints"}]}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _result(finding: Finding) -> dict[str, Any]:
    shown = "; ".join(map(str, finding.answers))
    place = {"artifactLocation": {"uri": finding.path}, "region": {"startLine": finding.line}}
    return {
        "ruleId": finding.code,
        "level": SARIF_LEVELS[finding.level],
        "message": {"text": f"{finding.message} ({shown})" if shown else finding.message},
        "locations": [{"physicalLocation": place}],
        "properties": {"answers": _plain(finding)["answers"]},
    }
