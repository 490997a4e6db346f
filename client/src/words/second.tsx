import { createContext, useContext } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { LANGS } from './words.js';

/** The language in which a wall also says titles and wordings, beside the interface's. */
const Second = createContext<Lang | null>(null);
export const InSecond = Second.Provider;
export const useSecond = (): Lang | null => useContext(Second);

/** What the address of a wall names (`?with=fr`); null: none, or that of the interface. */
export const secondOf = (named: string | null, own: Lang): Lang | null =>
  LANGS.find((lang) => lang === named && lang !== own) ?? null;
