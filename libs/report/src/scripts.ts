/*
 * Every key a script touches is declared in KEYS, so that it runs for a Redis user whose ACL covers
 * nothing but the worker's keys.
 */

/**
 * Takes the next epoch of a task. Reports of the epoch before are refused from here on, so what
 * was seen of it is forgotten.
 * KEYS epoch, seen. ARGV ttl in seconds. Returns the epoch.
 */
export const claimScript = `
local epoch = redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[1])
redis.call('DEL', KEYS[2])
return epoch`

/**
 * Fence, deduplicate, append and publish in one step.
 * An epoch above ours means that Redis lost its last writes: the claim is believed.
 * A large report makes room for itself: the oldest eighth of the stream goes until it is within
 * its bytes, and the report itself stays.
 * KEYS epoch, seen, reports, checkpoint.
 * ARGV epoch, name of the report (epoch/seq), report, announcement, channel, stream length,
 * ttl in seconds, reports per attempt, '1' when the report ends the attempt and must be kept,
 * ttl of an ended checkpoint in seconds, bytes of a large report, bytes of the stream.
 * Returns the stream id, or 'stale', 'duplicate' or 'dropped'.
 */
export const reportScript = `
local current = tonumber(redis.call('GET', KEYS[1]) or '0')
local mine = tonumber(ARGV[1])
if mine < current then return 'stale' end
if mine > current then redis.call('SET', KEYS[1], ARGV[1]) end
redis.call('EXPIRE', KEYS[1], ARGV[7])
if redis.call('SISMEMBER', KEYS[2], ARGV[2]) == 1 then return 'duplicate' end
if ARGV[9] ~= '1' and redis.call('SCARD', KEYS[2]) >= tonumber(ARGV[8]) then return 'dropped' end
redis.call('SADD', KEYS[2], ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[7])
local id = redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[6], '*', 'report', ARGV[3])
if #ARGV[3] > tonumber(ARGV[11]) then
  local left = redis.call('XLEN', KEYS[3])
  while left > 1 and redis.call('MEMORY', 'USAGE', KEYS[3], 'SAMPLES', 0) > tonumber(ARGV[12]) do
    left = math.max(1, math.floor(left * 7 / 8))
    redis.call('XTRIM', KEYS[3], 'MAXLEN', left)
  end
end
if ARGV[9] == '1' then redis.call('EXPIRE', KEYS[4], ARGV[10]) end
redis.call('PUBLISH', ARGV[5], '{"stream_id":"' .. id .. '",' .. string.sub(ARGV[4], 2))
return id`

/**
 * Writes a checkpoint unless a later attempt has begun.
 * KEYS epoch, checkpoint. ARGV epoch, value, ttl in seconds. Returns 'saved' or 'stale'.
 */
export const checkpointScript = `
if tonumber(ARGV[1]) < tonumber(redis.call('GET', KEYS[1]) or '0') then return 'stale' end
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
return 'saved'`

/**
 * Writes a transcript unless a later attempt has begun.
 * KEYS epoch, transcript, index of transcripts.
 * ARGV epoch, value, ttl in seconds, time in ms, name of the task, transcripts kept.
 * Returns the names of the tasks whose transcripts have to make room, each followed by its time.
 */
export const transcriptScript = `
if tonumber(ARGV[1]) < tonumber(redis.call('GET', KEYS[1]) or '0') then return {} end
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
redis.call('ZADD', KEYS[3], ARGV[4], ARGV[5])
redis.call('EXPIRE', KEYS[3], ARGV[3])
local over = redis.call('ZCARD', KEYS[3]) - tonumber(ARGV[6])
if over <= 0 then return {} end
return redis.call('ZPOPMIN', KEYS[3], over)`
