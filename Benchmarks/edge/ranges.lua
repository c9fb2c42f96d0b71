-- 64 KiB ranges at random places of four files of 20 MB, as players that seek ask for them.
local length = 65536
local size = 20000000
function request()
    local start = math.random(0, size - length)
    return wrk.format("GET", "/media/" .. math.random(1, 4) .. ".mp3", {
        ["Range"] = "bytes=" .. start .. "-" .. (start + length - 1), ["User-Agent"] = "wrk"})
end
