// Holds s.yaml, as Serverless Devs itself resolves it, against schemas of its component: `schemas.mjs <tools> <schema>…`.
// The tools, ajv and @serverless-devs/s, are in a folder of their own, because the project does not depend on them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [tools, ...schemas] = process.argv.slice(2);
const require = createRequire(path.join(tools, 'package.json'));
const { default: Ajv } = require('ajv');
const s = path.join(tools, 'node_modules', '.bin', 's');
const env = { ...process.env, HOME: tools };
const preview = JSON.parse(
  execFileSync(s, ['preview', '-t', 's.yaml', '-o', 'json', '--silent'], { env, encoding: 'utf8' }),
);
let problems = 0;
for (const file of schemas) {
  const validate = new Ajv({ strict: false, allErrors: true, logger: false }).compile(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  for (const [name, { props }] of Object.entries(preview.resources)) {
    if (validate(props)) continue;
    problems += validate.errors.length;
    for (const { instancePath, message } of validate.errors)
      console.log(`${path.basename(file)}: ${name}${instancePath} ${message}`);
  }
}
console.log(
  `s.yaml: ${Object.keys(preview.resources).length} functions, ${schemas.length} schemas, ${problems} problems`,
);
process.exit(problems > 0 ? 1 : 0);
