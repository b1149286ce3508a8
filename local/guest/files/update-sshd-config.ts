/** Settings by keyword, as sshd_config(5) spells them. */
export type SshdSettings = Readonly<Record<string, string>>;

/**
 * Text of an sshd_config after cloud-init set some keywords: a line that has one gets the value, wherever it stands; what
 * has no line is appended (cloudinit/ssh_util.py, update_ssh_config_lines). Comments and other lines stay.
 */
export function updateSshdConfig(text: string, settings: SshdSettings): string {
  const found = new Set<string>();
  const lines = text.split('\n').map((line) => {
    const keyword = keywordOf(line);
    const name = Object.keys(settings).find((each) => each.toLowerCase() === keyword);
    if (name === undefined) return line;
    found.add(name);
    return `${name} ${settings[name]}`;
  });
  if (lines.at(-1) === '') lines.pop();
  const missing = Object.entries(settings).filter(([name]) => !found.has(name));
  return [...lines, ...missing.map(([name, value]) => `${name} ${value}`), ''].join('\n');
}

/** Whether it reads the drop-ins, one of which cloud-init then writes in its place (_includes_dconf). */
export function includesDropIns(text: string): boolean {
  return text.split('\n').some((line) => line.startsWith('Include /etc/ssh/sshd_config.d/*.conf'));
}

function keywordOf(line: string): string | undefined {
  return /^\s*([A-Za-z]\w*)(?:\s*=\s*|\s+)/.exec(line)?.[1]?.toLowerCase();
}
