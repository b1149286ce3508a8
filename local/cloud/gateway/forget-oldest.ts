/** Takes away what was put in first, until no more than `kept` are left. */
export function forgetOldest(entries: Map<string, unknown> | Set<string>, kept: number): void {
  for (const oldest of entries.keys()) {
    if (entries.size <= kept) return;
    entries.delete(oldest);
  }
}
