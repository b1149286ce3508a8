import { against } from './prelude/judge.ts';
import { keys } from './prelude/owner/keys.ts';
import { list } from './prelude/owner/list.ts';
import { wholeReport } from './prelude/report.ts';
import { readGuestKey } from './public-key.ts';
import { type Proof, script } from './script.ts';

/**
 * Notes where another file than cloud-init's, which the product writes at a start, switches passwords off: sshd takes the
 * first value that it reads, so they may stay off whatever the product writes (sshd_config(5)).
 *
 * Asks for the wanted key and for others without options, as many over one connection as MaxAuthTries bears, until one of
 * the others is taken: that there is one more way in is enough to know. Twenty at most, for each is a line in a log.
 */
const steps = String.raw`
next_keys() {
  { [ -z "$key" ] || echo "key plain $key"; printf '%s\n' "$key_listing"; } | all_answers=$all_answers awk -v most="$1" '
    BEGIN { n = split(ENVIRON["all_answers"], line, "\n"); while (n) { split(line[n--], word, " "); asked[word[2] " " word[3]] } }
    $1 == "key" && $2 == "plain" && !(($3 " " $4) in asked) && most-- > 0 { print $3, $4; asked[$3 " " $4] }'
}

look
set +f
for at in @{config_files-}; do
  case $at in
    *cloud-init*) ;;
    *) ! grep -qis '^[[:blank:]]*passwordauthentication[[:blank:]=]*no' "$at" || add_fact 'account fixed' ;;
  esac
done
set -f
batch=$(setting_of maxauthtries)
case $batch in [1-4]) ;; *) batch=5 ;; esac
for round in 1 2 3 4; do
  some=$(next_keys $batch)
  [ -n "$some" ] || [ $round = 1 ] || break
  ask "$some"
  case $(printf '%s\n' "$all_answers" | grep -vF " $key") in *yes*) break ;; esac
done
[ -z "$key" ] || { judge_one "$key" yes; add_fact "maybe - $key $does_take $why_not unknown"; }
report
`;

/**
 * The script that only looks. With `publicKey`, that key is judged and listed, however many others there are.
 * @throws InvalidParameterError for a key or a user name that is not safe in a script.
 */
export function inspectScript({ user, publicKey, proof }: { user: string; publicKey?: string; proof?: Proof }): string {
  const key = publicKey === undefined ? undefined : readGuestKey(publicKey);
  return script({ user, key, proof }, [keys, list, against, wholeReport], steps);
}
