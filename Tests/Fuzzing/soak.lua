-- Load for wrk: good and bad requests in a fixed proportion, four to a write. Targets come from a bounded set, so that what
-- a server keeps of them is all there after a few thousand.

local function written(method, target, fields, body)
    local lines = { method .. " " .. target .. " HTTP/1.1", "Host: localhost" }
    for _, field in ipairs(fields or {}) do lines[#lines + 1] = field end
    return table.concat(lines, "\r\n") .. "\r\n\r\n" .. (body or "")
end

local good = {
    written("GET", "/v1"),
    written("GET", "/healthz"),
    written("GET", "/v1/tallies", { "Accept-Encoding: gzip" }),
    written("GET", "/v1/tallies", { "If-None-Match: \"none\"" }),
    written("GET", "/v1/counts?measure=killed&limit=3"),
    written("GET", "/v1/actors/resolve?name=HTS"),
    written("GET", "/v1/checks"),
    written("OPTIONS", "*"),
    written("GET", "/v1/articles?limit=1", { "Connection: keep-alive, x" }),
    -- Answered with an error of the API, after which the connection goes on.
    written("GET", "/v1/tallies?limitt=5"),
    written("GET", "/v1/actors/nobody"),
    written("GET", "/nowhere"),
    written("GET", "/v1/tallies?cursor=nonsense"),
    written("GET", "/v1/tallies", { "Accept: image/png" }),
    written("POST", "/v1/tallies", { "Content-Length: 5" }, "12345"),
    written("POST", "/v1/tallies", { "Transfer-Encoding: chunked" }, "5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n"),
}
for page = 1, 40 do good[#good + 1] = written("GET", "/v1/counts?limit=" .. page) end

-- Answered with an error of the engine, which closes.
local bad = {
    "GET /v1 HTTP/1.1\r\n\r\n",
    "GET /v1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "GET /\1 HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /v1 HTTP/2.0\r\nHost: a\r\n\r\n",
    "BREW /v1 HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /v1 HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n",
    "POST /v1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "POST /v1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n",
    "GET /" .. string.rep("a", 9000) .. " HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /v1 HTTP/1.1\r\nHost: a\r\nCookie: " .. string.rep("b", 20000) .. "\r\n\r\n",
    "GET /v1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "GET /v1 HTTP/1.0\r\n\r\n",
}

-- wrk counts the requests of the first write and expects as many answers to each: four, of which a bad one is the last.
-- HEAD is left out, because wrk waits for the body.
local count = 0
function request()
    count = count + 1
    local write = {}
    for place = 0, 3 do write[place + 1] = good[(count * 4 + place) % #good + 1] end
    if count % 5 == 0 then write[4] = bad[(count / 5) % #bad + 1] end
    return table.concat(write)
end
