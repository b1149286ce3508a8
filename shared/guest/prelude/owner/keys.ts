/**
 * How sshd reads a file of keys: `parse` sets `type`, `body` and the names of the options, `plain` where there are none.
 * Sources: sshd(8), AUTHORIZED_KEYS FILE FORMAT; the quoting of options as OpenSSH's sshkey_advance_past_options reads it.
 * A `cert-authority` line trusts certificates and is not a key to log in with.
 */
export const keys = String.raw`
keys_awk='
function parse_line(line,  bare, at) {
  type = key_body = ""; options = "plain"
  sub(/\r$/, "", line); sub(/^[ \t]+/, "", line)
  if (line == "" || line ~ /^#/) return 0
  if (is_key(line)) return 1
  bare = line; gsub(/\\"/, "xx", bare)
  if (!match(bare, /^([^ \t"]|"[^"]*")+[ \t]+/)) return 0
  at = RLENGTH
  options = tolower(substr(bare, 1, at)); gsub(/"[^"]*"|[^a-z0-9,-]/, "", options)
  options = substr("," options, 1, 99)
  return index("," options ",", ",cert-authority,") ? 0 : is_key(substr(line, at + 1))
}
function is_key(text,  word) {
  if (split(text, word, /[ \t]+/) < 2) return 0
  if (word[1] !~ /^(sk-)?(ssh|ecdsa)-[a-z0-9-]+(@openssh[.]com)?$/) return 0
  if (word[2] !~ "^AAAA[A-Za-z0-9+/]+=*$") return 0
  type = word[1]; key_body = word[2]
  return 1
}
BEGIN { wanted_key = ENVIRON["wanted_key"]; split(wanted_key, part, " ") }
function is_wanted() { return index($0, part[2]) && parse_line($0) && type " " key_body == wanted_key }
'

count() { wanted_key=$1 awk "$keys_awk"' is_wanted() { n++ } END { print n + 0 }' "$2"; }
`;
