"""A site behind a real web server: copied by deploy.sh, served by nginx under the root of a host and under a path."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import backfile

NGINX, RSYNC = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin"), shutil.which("rsync")
pytestmark = pytest.mark.skipif(NGINX is None or RSYNC is None, reason="needs nginx and rsync")
OLD = "2023/12/31/was-d0b0.html", "2023/12/31/было-здесь.html"
MOVED = f"redirects:\n  {OLD[0]}: people/index.html\n  {OLD[1]}: calendar.html\n"
SERVER = """
{user}daemon off;
pid {home}/pid;
error_log {home}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {home}/t1; proxy_temp_path {home}/t2; fastcgi_temp_path {home}/t3;
    uwsgi_temp_path {home}/t4; scgi_temp_path {home}/t5;
    server {{
        listen 127.0.0.1:{port};
        include {home}/archive/nginx-moved.conf;
        {rules}
    }}
}}
"""


class Host:
    """A web server with the site under a path."""

    def __init__(self, port: int, path: str, archive: Path) -> None:
        self.port, self.path, self.archive = port, path, archive

    def get(self, address: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers by small name, and body of an address below the site's root."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        link.request("GET", f"{self.path}{address}")
        answer = link.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        link.close()
        return found


@pytest.fixture(scope="module", params=["/", "/kept/"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    path, home = request.param, tmp_path_factory.mktemp("host")
    archive, www = home / "archive", home / "www"
    backfile("init", str(archive), "--deploy", "rsync")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = archive / "content/site.yaml"
    text = settings.read_text(encoding="utf-8")
    written = re.sub(r"(?m)^site_url:.*$", f"site_url: http://127.0.0.1:{port}{path.rstrip('/')}", text)
    assert written != text
    settings.write_text(written, encoding="utf-8")
    (archive / "content/redirects.yaml").write_text(MOVED, encoding="utf-8")
    programs = home / "bin"
    programs.mkdir()
    command = f'#!/bin/sh\nexec "{sys.executable}" -m backfile "$@"\n'
    (programs / "backfile").write_text(command, encoding="utf-8")
    (programs / "backfile").chmod(0o755)
    target = www / path.strip("/")
    target.mkdir(parents=True, exist_ok=True)
    (target / "stale.html").write_text("old", encoding="utf-8")
    subprocess.run(
        ["sh", str(archive / "deploy.sh"), f"{target}/"],
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
        capture_output=True,
        check=True,
    )
    rules = (archive / "nginx-archive.conf").read_text(encoding="utf-8").replace("/var/www/archive", str(www))
    if path != "/":
        rules = rules.replace("location / {", f"location {path} {{").replace("/404.html", f"{path}404.html")
        rules = rules.replace("location /images/", f"location {path}images/").replace("~ ^/(", f"~ ^{path}(")
    # As root nginx would give its work to a user who may not enter the folder.
    user = "user root;\n" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    (home / "nginx.conf").write_text(SERVER.format(user=user, home=home, port=port, rules=rules), "utf-8")
    server = subprocess.Popen(
        [NGINX or "", "-p", str(home), "-e", str(home / "error.log"), "-c", str(home / "nginx.conf")],
        stderr=subprocess.DEVNULL,
    )
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert server.poll() is None, (home / "error.log").read_text("utf-8")
        time.sleep(0.05)
    yield Host(port, path, archive)
    server.terminate()
    server.wait(20)


def test_every_file_of_the_site_is_served_and_none_that_is_not_for_readers(host: Host) -> None:
    public = host.archive / "public"
    hidden = {".backfile-site", ".nojekyll", "_headers", "_redirects"}
    files = sorted(p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file())
    assert hidden - {".nojekyll"} <= set(files)
    for address in files:
        status, _, body = host.get(address if address.isascii() else "")
        if address in hidden:
            assert status == 404, address
        elif address.isascii() and address not in OLD:
            assert (status, body) == (200, (public / address).read_bytes()), address
    assert host.get("stale.html")[0] == 404  # of an earlier copy


def test_the_headers_of_the_headers_file_are_in_force_on_pages_and_on_what_is_not_there(host: Host) -> None:
    lines = (
        (host.archive / "public/_headers").read_text(encoding="utf-8").partition("/images/*")[0].splitlines()
    )
    wanted = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in lines if line.startswith("  "))
    }
    assert set(wanted) == {
        "content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy",
    }  # fmt: skip
    for address, code in (
        ("", 200),
        ("people/index.html", 200),
        ("feed.atom", 200),
        ("nothing/here.html", 404),
    ):
        status, headers, body = host.get(address)
        assert (status, {name: headers.get(name) for name in wanted}) == (code, wanted), address
    assert body == (host.archive / "public/404.html").read_bytes()


def test_files_are_sent_as_what_they_are_and_letters_as_utf_8(host: Host) -> None:
    year = next(p.name for p in (host.archive / "public/data").iterdir() if p.is_dir())
    kinds = {
        "index.html": "text/html; charset=utf-8",
        "static/backfile.css": "text/css; charset=utf-8",
        "static/page.js": "text/javascript; charset=utf-8",
        "feed.atom": "application/atom+xml; charset=utf-8",
        "sitemap.xml": "application/xml; charset=utf-8",
        f"data/{year}/citations.ris": "application/x-research-info-systems",
        f"data/{year}/citations.bib": "text/plain; charset=utf-8",
        "static/icon.svg": "image/svg+xml",
    }
    assert {address: host.get(address)[1]["content-type"] for address in kinds} == kinds


def test_a_folder_without_its_slash_is_sent_on_so_that_relative_links_lead_right(host: Host) -> None:
    status, headers, _ = host.get("people")
    assert status == 301
    assert headers["location"].endswith(f"{host.path}people/")
    assert host.get("people/")[2] == (host.archive / "public/people/index.html").read_bytes()


def test_an_address_that_moved_is_sent_on_at_once(host: Host) -> None:
    for old, new in (
        (OLD[0], "people/index.html"),
        ("2023/12/31/%D0%B1%D1%8B%D0%BB%D0%BE-%D0%B7%D0%B4%D0%B5%D1%81%D1%8C.html", "calendar.html"),
    ):
        status, headers, _ = host.get(old)
        assert (status, headers["location"].partition(f":{host.port}")[2]) == (301, f"{host.path}{new}")


def test_the_addresses_that_feeds_and_the_sitemap_give_answer(host: Host) -> None:
    sitemap = host.get("sitemap.xml")[2].decode()
    home = f"http://127.0.0.1:{host.port}{host.path}"
    parts = [part.partition("</loc>")[0] for part in sitemap.split("<loc>")[1:]]
    assert len(parts) >= 2
    pages = [
        page.partition("</loc>")[0]
        for part in parts
        for page in host.get(part.removeprefix(home))[2].decode().split("<loc>")[1:]
    ]
    assert len(pages) > 10
    assert all(page.startswith(home) for page in pages)
    assert [page for page in pages if host.get(page.removeprefix(home))[0] != 200] == []
