// Answers /v1/{type}/{id} with one record's bytes from memory: node node.mjs PORT PATH FILE
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [port, path, file] = process.argv.slice(2);
const records = new Map([[path, readFileSync(file)]]);

const server = createServer((request, response) => {
    const record = request.method === "GET" ? records.get(request.url) : undefined;
    if (record === undefined) {
        response.writeHead(404).end();
        return;
    }
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": record.length });
    response.end(record);
});
server.keepAliveTimeout = 300_000;
server.requestTimeout = 0;
server.listen(Number(port), "127.0.0.1", 4096);
