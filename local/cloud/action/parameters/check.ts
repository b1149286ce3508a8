import type { Dialect } from '../product.ts';
import { CloudError, type Refusal } from '../refusal.ts';
import { listIsPresent, type RawParameters, readList } from './lists.ts';
import { readScalar } from './scalars.ts';
import type { ListParameter, ParameterSpecification, ParameterTable, ParameterValues } from './specification.ts';

/**
 * Checks raw parameters against a table and returns their values. Parameters that are not in the table are ignored, as
 * the clouds do. Choice: not documented in which order problems are found; here first what is missing, then what is
 * malformed, each in the table's order.
 * @throws CloudError with the product's documented error for the first problem.
 */
export function checkParameters<T extends ParameterTable>(
  table: T,
  raw: RawParameters,
  dialect: Dialect,
): ParameterValues<T> {
  const entries = Object.entries(table);
  const missing = entries.find(([name, specification]) => specification.required && !present(specification, name, raw));
  if (missing) throw new CloudError(missing[1].missing ?? dialect.missing(missing[0]));
  const values = entries.map(([name, specification]) => [name, readValue(specification, name, raw, dialect)]);
  return Object.fromEntries(values) as ParameterValues<T>;
}

function readValue(specification: ParameterSpecification, name: string, raw: RawParameters, dialect: Dialect): unknown {
  if (!present(specification, name, raw)) return 'default' in specification ? specification.default : undefined;
  const invalid = specification.invalid ?? dialect.invalid(name);
  const value = isList(specification)
    ? readList(specification, name, raw)
    : readScalar(specification, raw.get(name) ?? '');
  if (value === undefined) throw new CloudError(invalid);
  if (isList(specification)) refuseExcess(specification, value as readonly unknown[], invalid);
  return value;
}

function refuseExcess({ maxItems, excess }: ListParameter, items: readonly unknown[], invalid: Refusal): void {
  if (items.length > (maxItems ?? Number.POSITIVE_INFINITY)) throw new CloudError(excess ?? invalid);
}

/** An empty value counts as not sent (choice: not documented). */
function present(specification: ParameterSpecification, name: string, raw: RawParameters): boolean {
  return isList(specification) ? listIsPresent(specification.type, name, raw) : Boolean(raw.get(name));
}

function isList(specification: ParameterSpecification): specification is ListParameter {
  return (
    specification.type.includes('list') || specification.type.includes('array') || specification.type.includes('tags')
  );
}
