/**
 * What the facts mean for a key: whether a login with it succeeds, `yes`, `no` or `unknown`, and the cause. Pure: awk that
 * reads facts, one a line, and prints `key OPTIONS TYPE BODY TAKES CODE ACCEPTED` for every key in the files, and `absent …`
 * for a wanted one that is not. It runs inside, so that a key goes only where in the same run the one to keep lets in.
 *
 * `no` needs one clear cause; `yes` needs sshd's answer and nothing that ends a login after it. A code with `?` before it
 * means `unknown`. With `only`, that key's judgement alone; with `as_if`, as if it were in the file and sshd had said yes.
 *
 * Sources: sshd_config(5); OpenSSH's auth.c and auth2-pubkey.c, where a line's options are judged, first line first.
 */
export const judge = String.raw`
judge_awk='
function is_set(name) { return s[name] != "" && s[name] !~ /^ (none|any)$/ }
function has_key(option) { return index(key_options, "," option ",") }
function why_not(type, bits) {
  own = is_accepted == "yes" ? "" : against(type, bits)
  return !known ? "?SshdUnknown" :
    f["several"] ? "?SeveralSshd" :
    f["stale"] && is_accepted != "no" ? "?SshdNotReloaded" :
    is_varied || (s["allowusers"] s["denyusers"]) ~ /@/ ? "?DependsOnAddress" :
    !uid && s["permitrootlogin"] == " no" ? "RootLoginDisabled" :
    !uid && s["permitrootlogin"] ~ /forced/ ? "RootForcedCommandsOnly" :
    is_set("authenticationmethods") && !index(s["authenticationmethods"] " ", " publickey ") ? "MoreThanKeyNeeded" :
    is_set("forcecommand") || has_key("command") ? "ForcedCommand" :
    s["maxsessions"] == " 0" ? "NoSessions" :
    a["expired"] ? "AccountExpired" :
    a["stale"] && uses_pam ? "PasswordExpired" :
    a["nologin"] ? "NoLoginShell" :
    a["closed"] && uid ? "LoginsClosed" :
    key_options == ",absent," && is_accepted != "yes" && !is_set("authorizedkeyscommand") ? f["shut"] ? "KeysFileUnreadable" : "KeyAbsent" :
    has_key("from") ? "?AddressRestricted" :
    own ? own :
    is_accepted == "no" ? "Refused" :
    is_accepted != "yes" && ENVIRON["proof"] != "files" ? "?" why :
    has_key("expiry-time") ? "?KeyExpires" :
    key_options == ",absent," || is_set("authorizedkeyscommand") ? "?ServedElsewhere" :
    type == "ssh-rsa" && algorithms && algorithms !~ /rsa-sha2-512/ ? "?UnusualHash" :
    is_set("chrootdirectory") ? "?Chrooted" :
    !("password" in f) ? "?AccountUnknown" :
    a["unlisted"] && uses_pam ? "?ShellNotListed" : ""
}
function judge_all(key,  part, code) {
  split(key, part, " ")
  key_options = "," (key in line ? line[key] : "absent") ","
  is_accepted = key in answer ? answer[key] : "unknown"
  if (ENVIRON["as_if"]) { key_options = ",plain,"; is_accepted = "yes" }
  code = why_not(part[1], length(part[2])*6-168)
  return (sub(/^[?]/, "", code) ? "unknown " : code ? "no " : "yes ") (code ? code : "-") " " is_accepted
}
BEGIN { why = "SshdNotAsked" }
$1 == "sshd" { known = 1; value = $0; sub(/^sshd [^ ]+/, "", value); s[$2] = s[$2] value; next }
$1 == "key" { name = $3 " " $4; if (!(name in line)) line[name] = $2; keys[++n] = $2 " " name }
$1 == "yes" || $1 == "no" { answer[$2 " " $3] = $1 }
$1 == "uid" { uid = $2 }
$1 == "why" { why = $2 }
$1 == "account" { a[$2] = 1 }
$1 == "differs" && $2 !~ /^(pass|kbd|permite)/ { is_varied = 1 }
$1 == "want" && NF == 3 { wanted_key[$2 " " $3] }
{ f[$1] = 1 }
END {
  uses_pam = s["usepam"] == " yes"
  algorithms = s["pubkeyacceptedalgorithms"] s["pubkeyacceptedkeytypes"]
  if (ENVIRON["only"]) { print judge_all(ENVIRON["only"]); exit }
  for (i = 1; i <= n; i++) { split(keys[i], part, " "); print "key " keys[i] " " judge_all(part[2] " " part[3]) }
  for (key in wanted_key) if (!(key in line)) print "absent - " key " " judge_all(key)
}'

tell_all() { printf '%s\n' "$sshd" "$all_facts" "$file_flaws" "$key_listing" "$all_answers" "want $key" "want $keep"; }

judge_all() { tell_all | awk "$against_awk$judge_awk"; }

judge_one() { set -- $(only=$1 as_if=$2 judge_all); does_take=$1 why_not=$2; }
`;

/**
 * What in settings, files and account is against a key that sshd has not accepted: the cause of its refusal, or, where it
 * was not asked, of one to come. The bits of an RSA key follow from the length of its body, to within 32.
 */
export const against = String.raw`
against_awk='
function takes_type(type,  list) {
  list = algorithms
  gsub(/[, ]+/, ",", list)
  return list == "" || index(list ",", "," type ",") || type == "ssh-rsa" && list ~ /,rsa-sha2-(256|512)/
}
function against(type, bits,  maybe) {
  maybe = is_accepted == "no" ? "" : "?"
  return s["pubkeyauthentication"] == " no" ? "KeysDisabled" :
    !takes_type(type) ? "KeyTypeNotAccepted" :
    type == "ssh-rsa" && bits < s["requiredrsasize"] + 0 ? "KeyTooSmall" :
    a["noshell"] ? "ShellMissing" :
    a["locked"] && !uses_pam ? "AccountLocked" :
    f["stale"] ? "SshdNotReloaded" :
    f["shut"] ? maybe "KeysFileUnreadable" :
    f["unsafe"] ? maybe "UnsafeFile" :
    s["allowusers"] s["allowgroups"] s["denyusers"] s["denygroups"] ? maybe "UserNotAllowed" :
    is_set("revokedkeys") ? maybe "KeyRevoked" :
    key_options == ",plain," ? "" : has_key("expiry-time") && !maybe ? "KeyExpired" : maybe "KeyOptions"
}
'
`;

/** Where a refusal is not explained. */
export const noReasons = String.raw`
against_awk='function against(type, bits) { }'
`;
