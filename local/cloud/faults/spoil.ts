import type { Answer } from '../answer.ts';
import type { FaultName, FaultRule } from './rule.ts';
import { withoutRows } from './without-rows.ts';
import { withWrongTypes } from './wrong-types.ts';

/** What a proxy sends when it does not reach the service behind it. */
const proxyPage = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
<hr><center>nginx</center>
</body>
</html>
`;

const spoils: Partial<Record<FaultName, (answer: Answer) => Answer>> = {
  resetBefore: (answer) => ({ ...answer, delivery: 'reset' }),
  resetAfter: (answer) => ({ ...answer, delivery: 'reset' }),
  noAnswer: (answer) => ({ ...answer, delivery: 'withheld' }),
  truncated: ({ body, ...answer }) => ({ ...answer, body: body.slice(0, Math.floor(body.length / 2)) }),
  html502: () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: proxyPage }),
  wrongTypes: ({ body, ...answer }) => ({ ...answer, body: JSON.stringify(withWrongTypes(JSON.parse(body))) }),
  missingRows: ({ body, ...answer }) => ({ ...answer, body: JSON.stringify(withoutRows(JSON.parse(body))) }),
};

/** Does to an answer what a fault does to it on its way; answers of refused calls travel the same way. */
export function spoil(answer: Answer, fault: FaultRule): Answer {
  if (fault.fault === 'slow') return { ...answer, delayMs: fault.delayMs };
  return spoils[fault.fault]?.(answer) ?? answer;
}
