/**
 * The runtime inside one function instance: loads the handler, then runs one invocation at a time.
 * Started by `instance.ts` with the code folder and the handler's name; events and answers travel over IPC.
 * Source: Function Compute, Node.js event handlers: (event: Buffer, context[, callback]); a Buffer is returned raw,
 * anything else but a string as JSON; console lines carry time, request id and level.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const [codeDir, handlerName] = process.argv.slice(2);
let requestId = '-';

function writeLine(level, values) {
  const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
  process.stdout.write(`${time} ${requestId} [${level}] ${format(...values)}\n`);
}

for (const [method, level] of Object.entries({
  log: 'info',
  info: 'info',
  debug: 'debug',
  warn: 'warn',
  error: 'error',
})) {
  console[method] = (...values) => writeLine(level, values);
}

async function loadHandler() {
  const [file, method] = handlerName.split('.');
  const candidates = ['.js', '.mjs', '.cjs'].map((extension) => path.join(codeDir, file + extension));
  const found = candidates.find((candidate) => existsSync(candidate));
  if (!found) throw new Error(`Module '${file}' is missing in the code folder`);
  const module = await import(pathToFileURL(found).href);
  const handler = module[method] ?? module.default?.[method];
  if (typeof handler !== 'function') throw new Error(`Handler '${method}' is missing on module '${file}'`);
  return handler;
}

/** What the platform puts beside the data: the functions that cannot travel between processes. */
function completeContext(context) {
  const levels = ['debug', 'info', 'warn', 'error'].map((level) => [level, (...values) => writeLine(level, values)]);
  const logger = {
    requestId: context.requestId,
    ...Object.fromEntries(levels),
    log: (...values) => writeLine('info', values),
  };
  return { callbackWaitsForEmptyEventLoop: false, ...context, logger };
}

function invoke(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject({ handled: true, error }) : resolve(value));
    const unhandled = (error) => reject({ handled: false, error });
    try {
      const returned = handler(event, context, callback);
      if (typeof returned?.then === 'function') returned.then(resolve, unhandled);
      else if (handler.length < 3) resolve(returned);
    } catch (error) {
      unhandled(error);
    }
  });
}

function toPayload(value) {
  if (Buffer.isBuffer(value)) return value;
  if (value === undefined) return Buffer.alloc(0);
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

function describe(error) {
  if (!(error instanceof Error)) return { errorMessage: String(error) };
  return { errorMessage: error.message, errorType: error.name, stackTrace: String(error.stack).split('\n') };
}

async function serve(handler, { event, context }) {
  requestId = context.requestId;
  try {
    const value = await invoke(handler, Buffer.from(event), completeContext(context));
    process.send({ kind: 'value', payload: toPayload(value) });
  } catch (failure) {
    const { handled = false, error = failure } = failure ?? {};
    process.send({ kind: 'error', handled, error: describe(error) });
  }
}

// Ctrl-C reaches the whole process group; the host decides when an instance ends.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
try {
  const handler = await loadHandler();
  process.on('message', (message) => void serve(handler, message));
  process.send({ kind: 'ready' });
} catch (error) {
  process.send({ kind: 'broken', error: describe(error) }, () => process.disconnect());
}
