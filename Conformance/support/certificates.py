"""Certificates of a test's own, for loopback."""

import subprocess
from pathlib import Path


def certificate(folder: Path, name: str, subjects: str = "DNS:localhost,IP:127.0.0.1") -> tuple[Path, Path]:
    """Makes a key and a self-signed certificate whose common name is `name`; returns their files."""
    chain, key = folder / f"{name}.crt", folder / f"{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName={subjects}",
         "-keyout", str(key), "-out", str(chain)], check=True, capture_output=True)
    return chain, key
