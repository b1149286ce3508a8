import { parseSync, type StaticExportEntry, type StaticImport } from 'oxc-parser';
import { type FunctionShape, findFunctions } from './functions.ts';

/** One import or re-export of a module. Type-only where nothing of it is left at run time. */
export interface Import {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

export interface Source {
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly functions: readonly FunctionShape[];
}

/**
 * What the figures need of one TypeScript file.
 * @throws when the text is no TypeScript
 */
export function readSource(file: string, text: string): Source {
  const { program, module, errors } = parseSync(file, text, { lang: 'ts' });
  const [first] = errors;
  if (first) throw new Error(`${file}: ${first.message}`);
  const reExports = module.staticExports.flatMap(({ entries }) => entries.flatMap(toReExport));
  return {
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: mergeByModule([
      ...module.staticImports.map(toImport),
      ...reExports,
      ...module.dynamicImports.map(({ moduleRequest }) => ({
        specifier: text.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, ''),
        isTypeOnly: false,
      })),
    ]),
    functions: findFunctions(program, text),
  };
}

/** `import {} from` and `import './file'` have no entries, and load the file. */
function toImport({ moduleRequest, entries }: StaticImport): Import {
  return {
    specifier: moduleRequest.value,
    isTypeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  };
}

function toReExport({ moduleRequest, isType }: StaticExportEntry): Import[] {
  return moduleRequest ? [{ specifier: moduleRequest.value, isTypeOnly: isType }] : [];
}

/** One import a module: of values as soon as one of its statements is. */
function mergeByModule(imports: readonly Import[]): Import[] {
  const typeOnly = new Map<string, boolean>();
  for (const { specifier, isTypeOnly } of imports) {
    typeOnly.set(specifier, isTypeOnly && (typeOnly.get(specifier) ?? true));
  }
  return [...typeOnly].map(([specifier, isTypeOnly]) => ({ specifier, isTypeOnly }));
}
