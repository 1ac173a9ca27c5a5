-- One kind of SCIM request, sent by wrk. The environment says which:
--   BENCH_KIND   get, filter, list or create
--   BENCH_PATH   the path of the SCIM service
--   BENCH_TOKEN  its bearer token
--   BENCH_PEOPLE a file with one "id userName" a line
--   BENCH_RUN    a word that no other run uses, for the names that create makes

local kind, path, run = os.getenv("BENCH_KIND"), os.getenv("BENCH_PATH"), os.getenv("BENCH_RUN")
local wanted = kind == "create" and 201 or 200
local headers = {
  ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN"),
  ["Content-Type"] = "application/scim+json",
  ["Accept"] = "application/scim+json",
}

local ids, names = {}, {}
for line in io.lines(os.getenv("BENCH_PEOPLE")) do
  local id, name = line:match("^(%S+) (%S+)$")
  ids[#ids + 1], names[#names + 1] = id, name
end
math.randomseed(os.time())

local body = [[{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",]]
  .. [["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],]]
  .. [["userName":"%s","externalId":"x%s","name":{"givenName":"Given","familyName":"Family"},]]
  .. [["displayName":"Given Family","title":"Technician","active":true,]]
  .. [["emails":[{"value":"%s","type":"work","primary":true}],]]
  .. [["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Ops","employeeNumber":"%d"}}]]

local sent = 0

local kinds = {
  get = function() return wrk.format("GET", path .. "/Users/" .. ids[math.random(#ids)], headers) end,
  filter = function()
    local name = names[math.random(#names)]:gsub("@", "%%40")
    local query = "?filter=userName%20eq%20%22" .. name .. "%22&startIndex=1&count=100"
    return wrk.format("GET", path .. "/Users" .. query, headers)
  end,
  list = function()
    local start = math.random(0, math.floor(#ids / 100) - 1) * 100 + 1
    return wrk.format("GET", path .. "/Users?startIndex=" .. start .. "&count=100", headers)
  end,
  create = function()
    sent = sent + 1
    local word = run .. "n" .. sent
    local name = word .. "@example.com"
    return wrk.format("POST", path .. "/Users", headers, body:format(name, word, name, sent))
  end,
}
request = kinds[kind]

local threads = {}
function setup(thread) threads[#threads + 1] = thread end

good, bad = 0, 0
function response(status, _, text)
  if status == wanted then
    good = good + 1
  else
    bad = bad + 1
    if bad == 1 then io.stderr:write("first other answer: " .. status .. " " .. text:sub(1, 300) .. "\n") end
  end
end

function done(summary, latency)
  local ok, other = 0, 0
  for _, thread in ipairs(threads) do
    ok, other = ok + thread:get("good"), other + thread:get("bad")
  end
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"ok":%d,"bad":%d,"seconds":%.3f,"p50_ms":%.3f,"p99_ms":%.3f,"broken":%d}\n',
    ok, other, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.timeout))
end
