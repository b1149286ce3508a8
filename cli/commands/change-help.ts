/** The part of the help that attach and detach share. `example` is their name. */
export function describeChange(name: 'attach' | 'detach'): string {
  return `
One target by options, or many in a file:
  --product NAME         ecs, ens or swas
  --region ID            region of the instances (ecs, swas)
  --key-pair NAME        the key pair
  --key-pair-id ID       the key pair, ens only, instead of its name
  --instances ID[,ID…]   the instances; may be repeated
  --file FILE            a request with "targets" in JSON; - is standard input
  --dry-run              say per instance what would happen, and change nothing
  --client-token TOKEN   repeat safely (swas), at most 64 ASCII characters

Where and how:
  --url ADDRESS          base address of the functions; default KEYFLEET_URL, else http://127.0.0.1:4500
  --json                 print the function's answer instead of a table

Credentials: ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and, for temporary ones,
ALIBABA_CLOUD_SECURITY_TOKEN. npm start prints those of the local cloud.

Exit code: 0 all succeeded or skipped; 1 something failed, is unknown or was left; 2 wrong usage or a
refused request; 3 no answer.

Examples (on the local cloud's demo fleet):
  keyfleet ${name} --product ecs --region cn-hangzhou --key-pair ops --instances i-bp1demo0000000000003,i-bp1demo0000000000004
  keyfleet ${name} --product ens --key-pair ops --instances i-5demo00000000000000000002 --dry-run
  keyfleet ${name} --file examples/mixed-fleet.json --json
`;
}
