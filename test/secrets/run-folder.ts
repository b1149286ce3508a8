import path from 'node:path';

/** The folder that temporary files go to during a run of the suite. */
export const temporaryFolderOf = (folder: string) => path.join(folder, 'tmp');

/** What child processes load first. */
export const preloadOf = (folder: string) => path.join(folder, 'preload.cjs');
