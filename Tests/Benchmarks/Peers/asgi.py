"""Answers /v1/{type}/{id} with one record, which orjson writes anew each time: python asgi.py PORT PATH FILE

No framework: uvicorn with uvloop and httptools, and the least that ASGI asks for.
"""

import sys

import orjson
import uvicorn

port, path, file_name = sys.argv[1:]
with open(file_name, "rb") as file:
    records = {path: orjson.loads(file.read())}


async def application(scope, receive, send):
    record = records.get(scope["path"]) if scope["method"] == "GET" else None
    if record is None:
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})
        return
    content = orjson.dumps(record)
    fields = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(content))]
    await send({"type": "http.response.start", "status": 200, "headers": fields})
    await send({"type": "http.response.body", "body": content})


uvicorn.run(
    application, host="127.0.0.1", port=int(port), loop="uvloop", http="httptools", ws="none", lifespan="off",
    interface="asgi3", access_log=False, log_level="error", proxy_headers=False, timeout_keep_alive=300, backlog=4096)
