"""Servers of files, each with one worker, set up to be as fast as it can be with the bytes that sitrep answers."""

import os

from .peers import Peer

NGINX_CONFIGURATION = """
worker_processes 1;
{process}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    {files}
    keepalive_requests 1000000000;
    keepalive_timeout 300s;
    gzip_static on;
    default_type application/json;
    server {{ listen 127.0.0.1:{port} {encryption}; root {folder}/root; }}
}}
"""

# As its package sets it up, and as fast as we could make it for small files: each stays open, and its bytes leave
# together with the head.
NGINX_AS_SHIPPED = "sendfile on; tcp_nopush on;"
NGINX_TUNED = """
    sendfile off; tcp_nopush off; tcp_nodelay on;
    open_file_cache max=16 inactive=1h; open_file_cache_valid 1h; open_file_cache_min_uses 1;
"""

# Started by root it would go on as nobody, who may not read the certificate nor write what callgrind counts.
H2O_CONFIGURATION = """
{user}
num-threads: 1
max-connections: 4096
limit-request-body: 65536
http1-request-timeout: 300
hosts:
  default:
    listen: {{ host: 127.0.0.1, port: {port}{encryption} }}
    paths:
      /: {{ file.dir: {folder}/root, file.send-compressed: ON }}
file.mime.addtypes: {{ application/json: .json }}
"""

# It has no files compressed beforehand, but keeps what it compressed once.
LIGHTTPD_CONFIGURATION = """
server.modules = ( "mod_staticfile", "mod_deflate"{modules} )
server.bind = "127.0.0.1"
server.port = {port}
server.document-root = "{folder}/root"
server.errorlog = "{folder}/error.log"
server.max-worker = 0
server.max-fds = 16384
server.max-connections = 4096
server.listen-backlog = 4096
server.max-keep-alive-requests = 65535
server.max-keep-alive-idle = 300
mimetype.assign = ( ".json" => "application/json" )
deflate.mimetypes = ( "application/json" )
deflate.allowed-encodings = ( "gzip" )
deflate.cache-dir = "{folder}/compressed"
{encryption}
"""


class Nginx(Peer):
    """`is_alone`: in one process, without a master above its worker."""

    advice = "apt-get install nginx"

    def __init__(self, files, is_tuned=False, is_alone=False, **options):
        self.is_tuned, self.is_alone = is_tuned, is_alone
        super().__init__("nginx, tuned" if is_tuned else "nginx", files, **options)

    def command(self):
        encryption = ""
        if self.certificate:
            encryption = (
                f"ssl; ssl_certificate {self.certificate}; ssl_certificate_key {self.key}; ssl_protocols TLSv1.3")
        configuration = self.configured(
            NGINX_CONFIGURATION, files=NGINX_TUNED if self.is_tuned else NGINX_AS_SHIPPED, encryption=encryption,
            process="master_process off;" if self.is_alone else "")
        return ["nginx", "-p", self.folder.name, "-e", self.folder.name + "/error.log", "-c", configuration]


class H2O(Peer):
    advice = "apt-get install h2o"

    def __init__(self, files, **options):
        super().__init__("h2o", files, **options)

    def command(self):
        encryption = ""
        if self.certificate:
            encryption = (
                f", ssl: {{ certificate-file: {self.certificate}, key-file: {self.key}, minimum-version: TLSv1.3 }}")
        user = "user: root" if os.geteuid() == 0 else ""
        return ["h2o", "-c", self.configured(H2O_CONFIGURATION, encryption=encryption, user=user)]


class Lighttpd(Peer):
    advice = "apt-get install lighttpd lighttpd-mod-deflate lighttpd-mod-openssl"

    def __init__(self, files, **options):
        super().__init__("lighttpd", files, **options)

    def command(self):
        modules = encryption = ""
        if self.certificate:
            modules = ', "mod_openssl"'
            encryption = (
                f'ssl.engine = "enable"\nssl.pemfile = "{self.certificate}"\nssl.privkey = "{self.key}"\n'
                'ssl.openssl.ssl-conf-cmd = ( "MinProtocol" => "TLSv1.3" )')
        return ["lighttpd", "-D", "-f", self.configured(LIGHTTPD_CONFIGURATION, modules=modules, encryption=encryption)]
