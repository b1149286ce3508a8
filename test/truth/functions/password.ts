/** Of each user of a case that has passwords. */
export const PASSWORD = 'correct horse';
