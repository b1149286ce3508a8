import { type LabelKind, labelOf, PENDING } from '../../ledger/labels.ts';
import type { Generation } from '../../ledger/ledger.ts';
import type { Means } from '../tick-context.ts';

/** Puts a label on a generation, then takes its others off: at no moment is a version without one that has to be kept. */
export async function relabel(generation: Generation, kind: LabelKind, atMs: number, means: Means): Promise<void> {
  const stage = labelOf(kind, atMs);
  const { secrets, rotation } = means;
  if (!generation.stages.includes(stage))
    await secrets.updateStage(rotation.secret, stage, { to: generation.versionId });
  await unlabel(generation, ({ stage: other }) => other !== stage, means);
}

/** Takes labels off a generation. */
export async function unlabel(
  { labels, versionId }: Generation,
  isMeant: (label: Generation['labels'][number]) => boolean,
  means: Means,
): Promise<void> {
  for (const { stage } of labels.filter(isMeant)) await takeOff(stage, versionId, means);
}

export async function markPending({ versionId }: Generation, { secrets, rotation }: Means): Promise<void> {
  await secrets.updateStage(rotation.secret, PENDING, { to: versionId });
}

export function unmarkPending({ versionId }: Pick<Generation, 'versionId'>, means: Means): Promise<void> {
  return takeOff(PENDING, versionId, means);
}

/** Another tick may have done so meanwhile, or this one without hearing of it: what counts is that it is off. */
async function takeOff(stage: string, versionId: string, { secrets, rotation }: Means): Promise<void> {
  try {
    await secrets.updateStage(rotation.secret, stage, { from: versionId });
  } catch (error) {
    const versions = await secrets.listVersions(rotation.secret);
    if (versions.some((one) => one.versionId === versionId && one.stages.includes(stage))) throw error;
  }
}
