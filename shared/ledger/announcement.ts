import { createHash } from 'node:crypto';

const ANNOUNCEMENT = 'after-';

/**
 * The version that announces the generation to come after this one. The id follows from the generation before, so that
 * of two ticks that begin at once KMS takes one announcement and refuses the other. A hash, because an id has at most 64
 * characters.
 * @param mark of the owner, with which the id ends; without it, the id is as it was before announcements were marked
 */
export function announcementId(newest: string, mark = ''): string {
  const hash = createHash('sha256').update(newest).digest('hex');
  return mark === '' ? `${ANNOUNCEMENT}${hash.slice(0, 32)}` : `${ANNOUNCEMENT}${hash.slice(0, 24)}-${mark}`;
}

export const isAnnouncement = (versionId: string): boolean => versionId.startsWith(ANNOUNCEMENT);
