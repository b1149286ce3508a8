import type { AnswerBody } from '../../action/action.ts';
import type { Answer } from '../../gateway/answer.ts';
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
};

/** Does to the fields of an answer what a fault does to them before they are written. */
export function spoilFields(fields: AnswerBody, fault: FaultRule): AnswerBody {
  if (fault.fault === 'wrongTypes') return withWrongTypes(fields);
  return fault.fault === 'missingRows' ? withoutRows(fields) : fields;
}

/** Does to an answer what a fault does to it on its way; answers of refused calls travel the same way. */
export function spoil(answer: Answer, fault: FaultRule): Answer {
  if (fault.fault === 'slow') return { ...answer, delayMs: fault.delayMs };
  return spoils[fault.fault]?.(answer) ?? answer;
}
