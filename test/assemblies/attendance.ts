import type { Delegate, Attendance, Represented } from '../../src/assemblies/assembly.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';

/** Accredited, and here. */
export const delegate = (person: string, rest: Partial<Delegate> = {}): Delegate => ({
  credential: `c-${person}`,
  person,
  role: 'delegate',
  state: 'accredited',
  present: true,
  ...rest,
});
/** A member in good standing with one delegate, who is here. */
export const member = (id: string, rest: Partial<Represented> = {}): Represented => ({
  member: id,
  organisation: `org-${id}`,
  name: `Union ${id}`,
  class: 'full',
  country: 'Norway',
  region: 'europe',
  chamber: null,
  votes: null,
  paidUp: true,
  delegates: [delegate(`p-${id}`)],
  proxies: [],
  ...rest,
});
export const attendanceOf = (
  members: readonly Represented[],
  rules: Partial<Attendance['rules']> = {},
): Attendance => ({
  assembly: 'oslo',
  rules: { ...DEMO_RULES, ...rules },
  beginsAt: null,
  members,
});
