"""The servers that stand beside the portal in earnest, started for a test: nginx with the project's file, and Redis."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

from portal import ROOT, free_port

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
FRAME = """{user} daemon off; pid {dir}/nginx.pid; error_log {dir}/error.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off; client_body_temp_path {dir}/body; proxy_temp_path {dir}/proxy; fastcgi_temp_path {dir}/f;
    uwsgi_temp_path {dir}/u; scgi_temp_path {dir}/s;
    types {{ text/css css; application/javascript js; image/svg+xml svg; font/woff2 woff2; }}
    {conf}
}}"""


def nginx_conf(folder, port, upstream, var):
    """deploy/nginx.conf with other ports and paths, and without the certificate; the rest is as it runs in earnest."""
    conf = (ROOT / "deploy" / "nginx.conf").read_text()
    for found, instead in (
        (r"server unix:\S+ ", f"server 127.0.0.1:{upstream} "),
        (r"proxy_cache_path \S+", f"proxy_cache_path {folder}/cache"),
        (r"listen \[::\]:\d+[^;]*;", ""),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        (r"listen 80;", f"listen 127.0.0.1:{free_port()};"),
        (r"ssl_\w+ +[^;]+;", ""),
        (r"server_name [^;]+;", "server_name 127.0.0.1;"),
        (r"/var/lib/tryg-portal/", f"{var}/"),
    ):
        conf, times = re.subn(found, instead, conf)
        assert times, f"deploy/nginx.conf har ikke «{found}»"
    user = "user root;" if os.geteuid() == 0 else ""  # the test's folders are its owner's alone
    return FRAME.format(dir=folder, conf=conf, user=user)


@contextmanager
def nginx(folder, port, portal):
    """nginx on a port before the portal."""
    file = folder / "nginx.conf"
    file.write_text(nginx_conf(folder, port, portal.port, portal.var))
    with _running([NGINX, "-p", str(folder), "-c", str(file)], port):
        yield


@contextmanager
def redis():
    """A Redis of its own that keeps nothing on disk; gives its address and what stops it."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with _running(command, port) as process:
        yield f"redis://127.0.0.1:{port}/0", process.terminate


@contextmanager
def _running(command, port):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(port, process):
    deadline = time.monotonic() + 15
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args[0]} starter ikke på port {port}")
