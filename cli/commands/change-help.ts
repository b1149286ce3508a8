const ofAction = {
  attach: `  --if-attached WHAT     an instance that carries another key pair: replace (default) or skip
  --allow-downgrade      give an older generation of a rotated key pair, named in full; never one that was revoked`,
  detach: '  --allow-unverified     detach even where that could not be looked at (ens, stopped, agent offline)',
};

const meaning = { attach: 'its current generation', detach: 'whichever generation is carried' };

/** The part of the help that attach and detach share, with examples of the one that is named. */
export function describeChange(name: 'attach' | 'detach'): string {
  return `
One target by options, or many in a file:
  --product NAME         ecs, ens or swas
  --region ID            region of the instances (ecs, swas)
  --key-pair NAME        the key pair; of one that fleet.yaml rotates, ${meaning[name]}
  --key-pair-id ID       the key pair, ens only, instead of its name
  --instances ID[,ID…]   the instances; may be repeated
  --file FILE            a request with "targets" in JSON; - is standard input
  --dry-run              say per instance what would happen, and change nothing
  --client-token TOKEN   repeat safely (swas), at most 64 ASCII characters

When it comes into force:
  --take-effect WHEN     onNextStart (default), online (no restart, through Cloud Assistant), or restart
  --fallback WHEN        where online is impossible: none (default), onNextStart or restart
  --user NAME            the Linux user whose authorized_keys are meant; default root
  --max-unavailable N    restarting at once: a count or a share such as 10% (default); the first goes alone
  --max-failures N       restarts that may fail before no more are started; default 0
  --force                power off instead of shutting down
  --verify HOW           none; guest (ask the instance's own sshd, inside; default with online); files (its settings,
                         files and account alone, which is weaker); or login (a real SSH login)
  --secret NAME          for login: the KMS secret with the private key, below keyfleet/
  --address WHICH        for login: private (default) or public
  --trust-first-host-key for login: accept a host key that could not be read beforehand
  --allow-lock-out       go on even where no way to log in is known to be left
  --include-ignored      change also what is tagged keyfleet:ignore
${ofAction[name]}

Where and how:
  --url ADDRESS          base address of the functions; default KEYFLEET_URL, else http://127.0.0.1:4500
  --invoke WAY           http (default, the functions' HTTP triggers), or the platform's API at --url: fc3, or fc2
  --service NAME         for fc2: the service that the functions are in
  --wait                 ask again until nothing is left for want of time
  --json                 print the function's answer instead of a table

Credentials: ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and, for temporary ones,
ALIBABA_CLOUD_SECURITY_TOKEN. npm start prints those of the local cloud.

Exit code: 0 all succeeded or skipped; 1 something failed, is unknown or was left; 2 wrong usage or a
refused request; 3 no answer.

Examples (on the local cloud's demo fleet):
  keyfleet ${name} --product ecs --region cn-hangzhou --key-pair ops --instances i-bp1demo0000000000003,i-bp1demo0000000000004
  keyfleet ${name} --product ens --key-pair ops --instances i-5demo00000000000000000002 --dry-run
  keyfleet ${name} --file examples/mixed-fleet.json --dry-run --json
`;
}
