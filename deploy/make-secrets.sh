#!/bin/sh
# Makes the secrets that no other side has to know: sh deploy/make-secrets.sh [FOLDER] [HOST:PORT]
# FOLDER is ./secrets unless given, HOST:PORT is where Redis answers (redis:6379, as in compose).
# Never changes a file that is there; says which secrets only you can fill in.
set -eu
umask 077
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=${1:-secrets}
redis=${2:-redis:6379}
mkdir -p "$folder"

random() { head -c 32 /dev/urandom | sha256sum | cut -c 1-64; }
keep() { [ -e "$folder/$1" ] || printf '%s\n' "$2" >"$folder/$1"; }
sha256_of_password() { sed 's,^[^:]*://[^:]*:\([^@]*\)@.*,\1,' "$folder/$1" | tr -d '\n' | sha256sum | cut -c 1-64; }

keep redis_url "redis://lead:$(random)@$redis/10"
keep worker_redis_url "redis://worker:$(random)@$redis/10"
keep status_token "$(random)"
keep webhook_secret "$(random)"
if [ ! -e "$folder/redis_users" ]; then
  sed -e "s/LEAD_SHA256/$(sha256_of_password redis_url)/" \
    -e "s/WORKER_SHA256/$(sha256_of_password worker_redis_url)/" \
    "$here/users.acl" >"$folder/redis_users"
  # The server's own user reads it; it holds nothing but hashes of long random passwords.
  chmod 0644 "$folder/redis_users"
fi
# Containers run as 1000:1000 and read these files as such.
if [ "$(id -u)" = 0 ]; then chown -R 1000:1000 "$folder"; fi

for name in github_token model_api_key; do
  [ -s "$folder/$name" ] || echo "still to be written by you: $folder/$name"
done
