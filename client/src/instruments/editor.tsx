import { fetched } from '../ui/fetched.js';

/** Writes a text clause by clause. Its script is fetched when the first one is shown. */
export const ClauseEditor = fetched(() => import('./clause-editor.js'));

/** Writes the words of one clause, with emphasis and links. */
export const LineField = fetched(() => import('./line-field.js'));
