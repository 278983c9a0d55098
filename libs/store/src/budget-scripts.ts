/**
 * KEYS open reservations, mark of the settled one, what was spent in each scope. ARGV name,
 * reservation, micro-dollars, then name and limit of each scope. Returns the number of the scope
 * that is used up, with what was spent and is set aside there; 0 when the money is set aside.
 */
export const reserveScript = `
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 or redis.call('EXISTS', KEYS[2]) == 1 then
  return {0}
end
local held = {}
for _, text in ipairs(redis.call('HVALS', KEYS[1])) do
  local one = cjson.decode(text)
  for _, scope in ipairs(one.scopes) do held[scope] = (held[scope] or 0) + one.micros end
end
for i = 3, #KEYS do
  local scope, limit = ARGV[2 * i - 2], tonumber(ARGV[2 * i - 1])
  local spent, set = tonumber(redis.call('GET', KEYS[i]) or '0'), held[scope] or 0
  if spent + set + tonumber(ARGV[3]) > limit then return {i - 2, spent, set} end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return {0}`

/**
 * KEYS open reservations, mark of the settled one, what was spent in each scope. ARGV name,
 * micro-dollars, ttl in seconds. Returns 0 when it was settled before, or never set aside.
 */
export const settleScript = `
if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('SET', KEYS[2], '1', 'EX', ARGV[3])
for i = 3, #KEYS do
  redis.call('INCRBY', KEYS[i], ARGV[2])
  redis.call('EXPIRE', KEYS[i], ARGV[3])
end
return 1`
