import { z } from 'zod';
import { route } from '../access/route.js';
import { Lang, Line, Moment, Uuid } from '../basics/fields.js';
import { EMAIL, PersonView } from './people.contract.js';

/** What a person has beyond their offices: a credential or a proxy in an assembly, a candidacy in an election. */
export const HoldingView = z.object({
  kind: z.enum(['credential', 'proxy', 'candidacy']),
  assembly: z.object({ id: z.string(), name: z.string() }),
  /** The member for which they come or vote; null: none (a candidacy). */
  member: z.string().nullable(),
  /** Whether it is valid and its assembly or election is not over. */
  open: z.boolean(),
});

export const PersonPage = PersonView.extend({
  lang: Lang,
  /** Of whom this is a double; everything that is open is theirs. */
  mergedInto: z.object({ id: z.string(), name: z.string() }).nullable(),
  doubles: z.array(z.object({ id: z.string(), name: z.string() })),
  hasPassword: z.boolean(),
  /** On how many devices they are signed in now. */
  sessions: z.int(),
  terms: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      body: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
  holdings: z.array(HoldingView),
  /** The last letter about their account that was laid ready; `outcome` null: it waits. */
  letter: z
    .object({
      purpose: z.string(),
      askedAt: Moment,
      outcome: z.enum(['sent', 'failed']).nullable(),
      answer: z.string().nullable(),
    })
    .nullable(),
}).meta({ id: 'PersonPage' });
export type PersonPage = z.infer<typeof PersonPage>;

const Person = z.object({ person: Uuid });

export const personRoutes = {
  person: route({
    method: 'GET',
    path: '/api/people/:person',
    act: 'person.read',
    summary: 'One person with their account, offices and what they have in assemblies',
    input: Person,
    reply: PersonPage,
  }),
  doubles: route({
    method: 'GET',
    path: '/api/doubles',
    act: 'person.read',
    summary: 'People of the same name, who may be one',
    input: z.object({}),
    reply: z.object({ groups: z.array(z.array(PersonView)) }),
  }),
  correct: route({
    method: 'POST',
    path: '/api/people/:person/correct',
    act: 'person.correct',
    summary: 'Correct a person’s name, address or language; what is left out stays',
    input: Person.extend({
      name: Line(200).optional(),
      email: EMAIL.nullable().optional(),
      lang: Lang.optional(),
      reason: Line(300),
    }),
    reply: z.object({}),
  }),
  merge: route({
    method: 'POST',
    path: '/api/people/:person/merge',
    act: 'person.merge',
    summary: 'Say that somebody was registered twice: what is open of the double goes to the other',
    input: Person.extend({ into: Uuid, reason: Line(300) }),
    reply: z.object({}),
  }),
  signOut: route({
    method: 'POST',
    path: '/api/people/:person/sign-out',
    act: 'person.sign_out',
    summary: 'Sign a person out on all devices, as where one was lost',
    input: Person,
    reply: z.object({}),
  }),
} as const;
