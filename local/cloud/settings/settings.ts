import * as v from 'valibot';
import { operationKey } from '../action/operation.ts';
import { quotaSchema } from '../disturbances/quotas/quota.ts';

const whole = v.picklist(['row', 'request']);
const perProduct = v.strictObject({ ecs: whole, ens: whole, swas: whole });
const wholeOrSuccess = v.picklist(['row', 'request', 'success']);

/**
 * Where the documents are silent or disagree, a client must survive every reading: the reading is a setting.
 * `row`: the other instances go on and HTTP is 200. `request`: nothing is done and the whole call is refused.
 */
export const settingsSchema = v.strictObject({
  /**
   * An instance id that does not exist, in attach and detach. Default row on ECS and ENS (choice: not documented),
   * request on SWAS (SWAS 2020-06-01 AttachKeyPair lists 404 InvalidInstanceId.NotFound).
   */
  unknownInstanceId: perProduct,
  /**
   * A Windows instance. Default row (ECS AttachKeyPair as updated in 2026: instance-level problems are only in
   * Results); request is 403 DependencyViolation.WindowsInstance, as its error table has had it since 2017.
   */
  windows: perProduct,
  /** An instance that is not I/O optimised. Default row, as `windows`; the error table of 2019 has it per request. */
  ioOptimize: perProduct,
  /** An instance in a state that forbids the change. Default row (ECS AttachKeyPair as updated in 2026). */
  incorrectStatus: perProduct,
  /**
   * Detaching a key pair that the instance does not carry. Not documented for ECS and SWAS: default success, nothing
   * changes. ENS by KeyPairId: default row; ENS by KeyPairName is always refused whole, as documented.
   */
  notAttached: v.strictObject({ ecs: wholeOrSuccess, ens: wholeOrSuccess, swas: wholeOrSuccess }),
  /** Status of InvalidKeyPairName.NotFound: 404 in the ECS pages of 2017, 400 since 2020. Default 400. */
  keyPairNotFoundStatus: v.picklist([400, 404]),
  /** ENS DeleteKeyPairs of an attached key pair: its text allows it, its error table refuses it. Default refuse. */
  deleteAttachedEns: v.picklist(['refuse', 'allow']),
  /** SWAS ListKeyPairs names at most 50 instances per key pair, or all. Default truncated. */
  listKeyPairsInstanceIds: v.picklist(['truncated', 'all']),
  /** SWAS DescribeInstanceKeyPair of an instance without one: fields left out, or empty. Default absent. */
  noKeyPair: v.picklist(['absent', 'empty']),
  /** Whether ENS DescribeInstances shows tags: documented both ways. Default present. */
  tagsInEnsInstances: v.picklist(['present', 'absent']),
  /**
   * KMS CreateSecret without DKMSInstanceId and EncryptionKeyId. Default refuse, as in every account of today; allow is
   * one that was taken over from the first KMS, which may do without.
   */
  secretWithoutInstance: v.picklist(['refuse', 'allow']),
  /** Key pairs per region: 500 for ECS, 10 for SWAS; ENS documents none. */
  keyPairQuota: v.strictObject({ ecs: count(), ens: count(), swas: count() }),
  /** How events are written where the documents disagree. */
  eventShapes: v.strictObject({
    /** State that announces a new ECS instance: Created (ECS, 2021) or Pending (CloudMonitor). Default Created. */
    creation: v.picklist(['Created', 'Pending']),
    /** `aliyunpublishtime` in UTC, or in local time with the suffix PRC. Default utc. */
    publishTime: v.picklist(['utc', 'prc']),
  }),
  /** How the delivery of events to functions is disturbed. */
  events: v.strictObject({
    /** Share of deliveries that never arrive, 0 to 1. Default 0. */
    drop: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    /** Each arrives twice. Default false. */
    duplicate: v.boolean(),
    /** They arrive out of order: each up to half a second late. Default false. */
    shuffle: v.boolean(),
    /** The same seed disturbs the same events alike. Default 1. */
    seed: v.pipe(v.number(), v.integer()),
  }),
  /** How long changes of the power state take, in milliseconds; see `PowerDurations`. */
  power: v.strictObject({
    pendingMs: count(),
    startMs: count(),
    stopMs: count(),
    rebootMs: count(),
    lingerMs: count(),
    /** What a rebooting instance reads: Starting (RebootInstance of today) or Stopping (of 2021). Default Starting. */
    rebootStatus: v.picklist(['Starting', 'Stopping']),
  }),
  /** Scaling groups. */
  scaling: v.strictObject({
    /**
     * When the health check finds an instance in service that is not Running: atOnce, as a scan that comes at the worst
     * moment (when it comes is not documented), or never, as in a group without one. Default atOnce.
     */
    healthCheck: v.picklist(['atOnce', 'never']),
    /** How long EnterStandby and ExitStandby take after their answer, in milliseconds. Default 1,000: they are not done at once. */
    standbyMs: count(),
  }),
  /**
   * RunCommand for an instance that is not Running, or of the wrong system. `request`: refused (ECS: "you must
   * re-specify the instances"; the default there). `result`: taken, and the result says why it did not run
   * (InstanceNotRunning, CommandNotApplicable; the default on SWAS, which documents nothing else).
   */
  commandNotApplicable: v.strictObject({
    ecs: v.picklist(['request', 'result']),
    swas: v.picklist(['request', 'result']),
  }),
  /** How long a second of a command's Timeout lasts, in milliseconds, for tests that cannot wait. Default 1000. */
  commandSecondMs: v.pipe(v.number(), v.minValue(1)),
  /** How far a request's date may be off, in minutes. Default 15. */
  dateWindowMinutes: count(),
  /**
   * A signed request that comes a second time. Default refuse: SignatureNonceUsed, as documented, and nothing is done
   * twice. accept: for clients that send the identical request again after a reset, as Go's net/http does; the second
   * one is then carried out too. Nonces are neither needed nor remembered while it is accept.
   */
  nonceReplay: v.picklist(['refuse', 'accept']),
  /** How much is remembered at most; of more, the oldest is forgotten. */
  kept: v.strictObject({
    /** Records of calls. Default 20,000. */
    calls: count(),
    /** Temporary keys, of which each invocation of a function has one. Default 10,000. */
    temporaryKeys: count(),
    /** Answers by client token. Default 10,000. */
    clientTokens: count(),
    /** Results of Cloud Assistant's commands, one an instance. Default 20,000. */
    commandResults: count(),
    /** Asynchronous calls that no try completed. Default 1,000. */
    failedEvents: count(),
    /** Ids of tasks of asynchronous functions. Default 100,000. */
    tasks: count(),
  }),
  /** How far the cloud's clock is ahead of the machine's, in milliseconds; behind when negative. Default 0. */
  clockOffsetMs: v.pipe(v.number(), v.integer()),
  /** Wait before each answer, in milliseconds. Default 0. */
  latencyMs: count(),
  /** In its place for single operations, such as `{"ecs.AttachKeyPair": 80}`; null takes one away. */
  operationLatencyMs: v.record(operationKey, count()),
  /** In place of both before a throttled answer; null for no difference. Default null. */
  throttledLatencyMs: v.nullable(count()),
  /**
   * How many calls operations take, each by itself, such as `{"ecs.AttachKeyPair": {"rate": 10, "burst": 20}}`; `ecs.*`
   * and `*` stand for those that have no entry, and null takes one away. Default none: most figures are in Quota Center
   * only, and SWAS's published 10 calls a minute would keep a developer waiting.
   */
  quotas: v.record(operationKey, quotaSchema),
});

/** See {@link settingsSchema} for the meaning of each. */
export type Settings = v.InferOutput<typeof settingsSchema>;
export type DeepPartial<T> = T extends object ? { [K in keyof T]?: DeepPartial<T[K]> } : T;

function count() {
  return v.pipe(v.number(), v.integer(), v.minValue(0));
}

export function defaultSettings(): Settings {
  return {
    unknownInstanceId: { ecs: 'row', ens: 'row', swas: 'request' },
    windows: { ecs: 'row', ens: 'row', swas: 'row' },
    ioOptimize: { ecs: 'row', ens: 'row', swas: 'row' },
    incorrectStatus: { ecs: 'row', ens: 'row', swas: 'row' },
    notAttached: { ecs: 'success', ens: 'row', swas: 'success' },
    keyPairNotFoundStatus: 400,
    deleteAttachedEns: 'refuse',
    listKeyPairsInstanceIds: 'truncated',
    noKeyPair: 'absent',
    tagsInEnsInstances: 'present',
    secretWithoutInstance: 'refuse',
    keyPairQuota: { ecs: 500, ens: 1_000_000, swas: 10 },
    eventShapes: { creation: 'Created', publishTime: 'utc' },
    events: { drop: 0, duplicate: false, shuffle: false, seed: 1 },
    power: { pendingMs: 200, startMs: 300, stopMs: 200, rebootMs: 300, lingerMs: 30, rebootStatus: 'Starting' },
    scaling: { healthCheck: 'atOnce', standbyMs: 1_000 },
    commandNotApplicable: { ecs: 'request', swas: 'result' },
    commandSecondMs: 1000,
    dateWindowMinutes: 15,
    nonceReplay: 'refuse',
    kept: {
      calls: 20_000,
      temporaryKeys: 10_000,
      clientTokens: 10_000,
      commandResults: 20_000,
      failedEvents: 1_000,
      tasks: 100_000,
    },
    clockOffsetMs: 0,
    latencyMs: 0,
    operationLatencyMs: {},
    throttledLatencyMs: null,
    quotas: {},
  };
}
