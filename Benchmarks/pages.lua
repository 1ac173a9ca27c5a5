-- GETs of one address, with the cookie of BENCH_COOKIE; BENCH_DELAY milliseconds between two of a connection.
local path = os.getenv("BENCH_PATH")
local cookie = os.getenv("BENCH_COOKIE") or ""
local pause = tonumber(os.getenv("BENCH_DELAY") or "0")
local expected = tonumber(os.getenv("BENCH_STATUS") or "200")
local random = os.getenv("BENCH_RANDOM") == "1"
local count = 0

local threads = {}

function setup(thread) table.insert(threads, thread) end

function init(args)
    ok, other = 0, 0
    headers = { ["Accept"] = "text/html" }
    if cookie ~= "" then headers["Cookie"] = cookie end
    math.randomseed(os.time())
end

function request()
    if random then
        count = count + 1
        return wrk.format("GET", path .. string.format("%08x%08x%016x%011d", math.random(0, 2147483647),
            math.random(0, 2147483647), count, count), headers)
    end
    return wrk.format("GET", path, headers)
end

if pause > 0 then
    function delay() return pause end
end

function response(status, _, _)
    if status == expected then ok = ok + 1 else other = other + 1 end
end

function done(summary, latency, requests)
    local sum, rest = 0, 0
    for _, thread in ipairs(threads) do
        sum = sum + (thread:get("ok") or 0)
        rest = rest + (thread:get("other") or 0)
    end
    local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    print(string.format(
        'RESULT {"ok": %d, "other": %d, "broken": %d, "seconds": %.4f, "p50_ms": %.3f, "p99_ms": %.3f}',
        sum, rest, broken, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
