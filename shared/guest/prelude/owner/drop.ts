/** Every line of the key goes, with whatever options and comment. */
export const drop = String.raw`
drop() {
  was_edited=yes
  must_do drop_lines
  [ "$(cat new gone | wc -lc)" = "$(old_lines | wc -lc)" ] &&
    { [ -z "$keep" ] || [ "$(count "$keep" new)" -eq "$(count "$keep" old)" ]; } ||
    broken
}

drop_lines() {
  touch gone &&
    wanted_key=$key awk "$keys_awk"'is_wanted() { print > "gone"; next } { print }' old > new
}
`;
