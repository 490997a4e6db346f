import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Certainty, Edtf, Lang, Line, Moment, Search, Slug, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';
import { GRANTED, OFFICES, type Office } from '../access/access.js';

export const OfficeName = z.enum(OFFICES);

export const HeldView = z.object({
  id: z.string(),
  office: OfficeName,
  body: z.string().nullable(),
  assembly: z.string().nullable(),
  from: Moment.nullable(),
  to: Moment.nullable(),
});

export const SessionView = z
  .object({
    person: z.object({ id: z.string(), name: z.string(), lang: Lang }).nullable(),
    offices: z.array(HeldView),
    /** Assemblies in which the person holds an office now: what sits, then what comes next, then what is past. */
    assemblies: z.array(z.object({ id: z.string(), name: z.string(), body: z.string() })),
    /** Whether the house sends mail, by which a lost password is recovered. */
    recovers: z.boolean(),
    /** The name of the configured OpenID Connect provider. */
    oidc: z.string().nullable(),
    /** Whether this house is a demonstration: everybody knows the passwords of its accounts. */
    demonstration: z.boolean(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

export const PersonView = z
  .object({ id: z.string(), name: z.string(), email: z.string().nullable(), offices: z.array(HeldView) })
  .meta({ id: 'Person' });

export const TermView = z
  .object({
    id: z.string(),
    person: z.string(),
    name: z.string(),
    title: z.string(),
    body: z.string(),
    from: Edtf.nullable(),
    to: Edtf.nullable(),
    note: z.string().nullable(),
    source: z.string().nullable(),
    certainty: Certainty,
  })
  .meta({ id: 'Term' });

/** One that was entered by mistake: when it was struck, and why. */
export const StruckTermView = TermView.extend({ at: Moment, reason: z.string() }).meta({ id: 'StruckTerm' });

/** A slip as printed: the code is shown once, at issue, and never again. */
export const SlipView = z
  .object({
    id: z.string(),
    person: z.string(),
    name: z.string(),
    /** The person's own language: the slip is printed in it. */
    lang: Lang,
    code: z.string(),
    url: z.string(),
    replaces: z.string().nullable(),
    /** When it is dead if it was not used. */
    until: Moment,
  })
  .meta({ id: 'Slip' });
export type SlipView = z.infer<typeof SlipView>;

export const EMAIL = z.email().max(254);

export const PASSWORD = z.string().min(12).max(200);

export const peopleRoutes = {
  setUpState: route({
    method: 'GET',
    path: '/api/setup',
    act: 'house.read',
    summary: 'Whether the house still waits for its first secretariat',
    input: z.object({}),
    reply: z.object({ waiting: z.boolean() }),
  }),
  setUp: route({
    method: 'POST',
    path: '/api/setup',
    act: 'house.set_up',
    summary:
      'The first secretariat of an empty house makes its account, by the one-time code that the start printed',
    input: z.object({
      code: z.string().min(8).max(40),
      name: Line(200),
      email: EMAIL,
      lang: Lang.default('en'),
      password: PASSWORD,
    }),
    reply: SessionView,
  }),
  session: route({
    method: 'GET',
    path: '/api/session',
    act: 'session.read',
    summary: 'Who is signed in, and the offices held',
    input: z.object({}),
    reply: SessionView,
  }),
  signIn: route({
    method: 'POST',
    path: '/api/session/password',
    act: 'session.begin',
    summary: 'Sign in by e-mail and password',
    input: z.object({ email: EMAIL, password: z.string().min(1).max(200) }),
    reply: SessionView,
  }),
  signInBySlip: route({
    method: 'POST',
    path: '/api/session/slip',
    act: 'session.begin',
    summary: 'Sign in by the one-time code of a personal slip',
    input: z.object({ code: z.string().min(8).max(40) }),
    reply: SessionView,
  }),
  signOut: route({
    method: 'POST',
    path: '/api/session/end',
    act: 'session.end',
    summary: 'Sign out, here or everywhere',
    input: z.object({ everywhere: z.boolean().default(false) }),
    reply: SessionView,
  }),
  registerPerson: route({
    method: 'POST',
    path: '/api/people',
    act: 'person.register',
    summary: 'Register a person',
    input: z.object({
      name: Line(200),
      email: EMAIL.nullable().default(null),
      /** Null: that of whoever registers them. */
      lang: Lang.nullable().default(null),
      password: PASSWORD.nullable().default(null),
    }),
    reply: z.object({ person: z.string() }),
  }),
  people: route({
    method: 'GET',
    path: '/api/people',
    act: 'person.read',
    summary: 'The people known to the house, by name',
    input: z.object({ search: Search().default('') }),
    reply: z.object({ people: z.array(PersonView) }),
  }),
  grantOffice: route({
    method: 'POST',
    path: '/api/offices',
    act: 'office.grant',
    summary: 'Grant an office in a body, an assembly or the house, for a period',
    input: z.object({
      person: Uuid,
      office: z.enum(GRANTED),
      body: Slug.nullable().default(null),
      assembly: Slug.nullable().default(null),
      from: Moment.nullable().default(null),
      to: Moment.nullable().default(null),
    }),
    reply: z.object({ office: z.string() }),
  }),
  endOffice: route({
    method: 'POST',
    path: '/api/offices/:office/end',
    act: 'office.end',
    summary: 'End an office',
    input: z.object({ office: Uuid, reason: Line(300) }),
    reply: z.object({}),
  }),
  enterTerm: route({
    method: 'POST',
    path: '/api/bodies/:body/terms',
    act: 'term.enter',
    summary: 'Enter a term of office from a source, of a known person or of one who is named here first',
    input: z.object({
      body: Slug,
      /** Null: `name` says who it was, and nobody of the house is meant. */
      person: Uuid.nullable().default(null),
      name: Line(200).nullable().default(null),
      title: Line(120),
      from: Edtf.nullable(),
      to: Edtf.nullable(),
      source: Line(600),
      certainty: Certainty,
      note: Line(1000).nullable().default(null),
    }),
    reply: z.object({ term: z.string() }),
  }),
  strikeTerm: route({
    method: 'POST',
    path: '/api/bodies/:body/terms/:term/strike',
    act: 'term.strike',
    summary: 'Strike a term of office that was entered by mistake; the record keeps it',
    input: z.object({ body: Slug, term: Uuid, reason: Line(300) }),
    reply: z.object({}),
  }),
  issueSlips: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/slips',
    act: 'slip.issue',
    summary: 'Issue sign-in slips; a person who had one gets a new one and the old one is revoked',
    input: z.object({ assembly: Slug, people: z.array(Uuid).min(1).max(2000) }),
    reply: z.object({ slips: z.array(SlipView) }),
  }),
} as const;

export type PeopleEvent =
  | Event<'person.registered', { person: string; lang: Lang }>
  /** What a later file or the person says otherwise. Personal: `email`. */
  | Event<'person.facts_changed', { person: string; lang?: Lang }>
  /** Personal: what is corrected and what it was (`name`, `wasName`, `email`, `wasEmail`); an address that is null is none. */
  | Event<
      'person.corrected',
      {
        person: string;
        name?: true;
        email?: 'set' | 'removed';
        lang?: Lang;
        wasLang?: Lang;
        reason: string;
      }
    >
  /** Somebody was registered twice: `person` is the double. Personal: the address that it had. */
  | Event<'person.merged', { person: string; into: string; reason: string }>
  /** By which they may give themselves a password, until then. */
  | Event<'person.invited', { person: string; until: string }>
  | Event<'person.password_set', { person: string }>
  | Event<
      'office.granted',
      {
        id: string;
        person: string;
        office: Office;
        body: string | null;
        assembly: string | null;
        from: string | null;
        to: string | null;
      }
    >
  | Event<'office.ended', { id: string; person: string; to: string; reason: string }>
  | Event<'slip.issued', { id: string; person: string; assembly: string; replaces: string | null }>
  | Event<
      'term.entered',
      {
        id: string;
        person: string;
        title: string;
        body: string;
        from: string | null;
        to: string | null;
        note: string | null;
        source: string | null;
        certainty: Certainty;
      }
    >
  /** It was entered by mistake, and counts nowhere from now on. */
  | Event<
      'term.struck',
      { id: string; person: string; title: string; from: string | null; to: string | null; reason: string }
    >;
