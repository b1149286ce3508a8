/**
 * Lists the keys in the files of `all_paths` (one a line), as the user and therefore as sshd can read them: `file PATH`,
 * then `key OPTIONS TYPE BODY` in sshd's order.
 */
const listWith = (rules: string) => String.raw`
list_keys() {
  IFS=$new_line
  set -- $all_paths
  unset IFS
  for file_path; do
    shift
    [ -f "$file_path" ] && [ -r "$file_path" ] || continue
    echo "file $file_path"
    set -- "$@" "$file_path"
  done
  [ $# = 0 ] || wanted_key=$key awk "$keys_awk"'
    BEGIN { keep = ENVIRON["keep"]; split(keep, kept, " ") }
    ${rules}' "$@"
}
`;

const IS_OTHER = '!(wanted_key && index($0, part[2])) && !(keep && index($0, kept[2]))';

/** Within 6,500 bytes, and the wanted and the kept key in any case; each line once. */
export const list = listWith(`
    is_cut && ${IS_OTHER} || !parse_line($0) { next }
    { name = type " " key_body; line = options " " name }
    line in seen_before { next }
    name != wanted_key && name != keep && bytes_spent + length(line) > 6500 { is_cut = 1; next }
    { seen_before[line]; bytes_spent += length(line) + 30; print "key " line }
    END { if (is_cut) print "more" }`);

/** The wanted and the kept key alone, once for each file. */
export const listOwn = listWith(`
    ${IS_OTHER} || !parse_line($0) { next }
    type " " key_body == wanted_key || type " " key_body == keep { print "key " options " " type " " key_body }`);
