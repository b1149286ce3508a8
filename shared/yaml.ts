import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { findOddKeys, ODD_KEY, type Path } from './odd-keys.ts';

export type { Path };

/** Where something stands in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A YAML text that knows where its parts stand. */
export interface YamlFile {
  /** As JSON would hold it; undefined when the text is no YAML at all. */
  readonly value: unknown;
  /** What the YAML itself has wrong, duplicate keys and unknown tags among it. */
  readonly problems: ReadonlyArray<Position & { readonly message: string }>;
  /** Where the key or list item at this path stands; of a path that does not exist, the part that does. */
  locate(path: Path): Position;
}

/** Aliases that one text may expand to, before it counts as an attack. */
const MAX_ALIASES = 100;

/**
 * Reads one YAML 1.2 document. For the build and the command line only: the parser is larger than a whole function.
 */
export function readYaml(text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = [...document.errors, ...document.warnings].map(({ message, pos }) => ({ ...at(pos[0]), message }));
  const locate = (path: Path) => at(offsetOf(document, path));
  try {
    const value: unknown = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: MAX_ALIASES });
    const odd = findOddKeys(value).map((path) => ({
      ...locate(path),
      message: `${path.join('.')}: expected ${ODD_KEY}`,
    }));
    return { value, problems: [...problems, ...odd], locate };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { value: undefined, problems: [...problems, { line: 1, column: 1, message }], locate };
  }
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    const { holder, value } = step(node, key);
    offset = startOf(holder) ?? startOf(value) ?? offset;
    node = value;
  }
  return offset;
}

/** One step down: of a map the key says where it is, of a list the item itself. */
function step(node: unknown, key: string | number): { holder: unknown; value: unknown } {
  if (isSeq(node)) return { holder: undefined, value: node.items[Number(key)] };
  const pair = isMap(node)
    ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === `${key}`)
    : undefined;
  return { holder: pair?.key, value: pair?.value };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
