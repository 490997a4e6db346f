import { z } from 'zod';
import { route } from '../access/route.js';
import { Lang, Moment, Uuid } from '../basics/fields.js';
import { EMAIL, PASSWORD, SessionView } from './people.contract.js';

const Code = z.string().min(8).max(40);
const Current = z.string().min(1).max(200);

/** By what a session began. */
export const BY = ['password', 'slip', 'link', 'setup', 'provider'] as const;

export const SignedInView = z.object({
  /** Names the session to those who may end it; it is not by what it is held. */
  id: z.string(),
  /** Whether it is the one that asks. */
  here: z.boolean(),
  /** Null: it began before this was kept. */
  began: Moment.nullable(),
  by: z.enum(BY).nullable(),
  /** Browser and system as the browser names itself, `Firefox, Android`; null: it names none that is known. */
  device: z.string().nullable(),
  /** The assembly of the slip by which it began. */
  assembly: z.string().nullable(),
  /** When it was last used, at most so many minutes early. */
  used: Moment,
});

export const AccountView = z
  .object({
    email: z.string().nullable(),
    lang: Lang,
    hasPassword: z.boolean(),
    /** Whether the address can be changed here: a link sent to the new one shows that it is theirs. */
    mails: z.boolean(),
    sessions: z.array(SignedInView),
  })
  .meta({ id: 'Account' });
export type AccountView = z.infer<typeof AccountView>;

export const accountRoutes = {
  account: route({
    method: 'GET',
    path: '/api/session/account',
    act: 'account.read',
    summary: 'The own account, and where its person is signed in',
    input: z.object({}),
    reply: AccountView,
  }),
  changePassword: route({
    method: 'POST',
    path: '/api/session/password/change',
    act: 'password.change',
    summary: 'Change the own password; all other sessions of the person end',
    input: z.object({ current: Current, password: PASSWORD }),
    reply: SessionView,
  }),
  changeLang: route({
    method: 'POST',
    path: '/api/session/lang',
    act: 'account.change',
    summary: 'Say in which language the house writes to oneself',
    input: z.object({ lang: Lang }),
    reply: SessionView,
  }),
  changeAddress: route({
    method: 'POST',
    path: '/api/session/address',
    act: 'account.change',
    summary: 'Ask for another e-mail address: a link goes there, and the old one holds until it is used',
    input: z.object({ current: Current, email: EMAIL }),
    reply: z.object({}),
  }),
  confirmAddress: route({
    method: 'POST',
    path: '/api/session/address/confirm',
    act: 'account.claim',
    summary: 'Show by the link that an address is one’s own; it is from then on that of the account',
    input: z.object({ code: Code }),
    reply: z.object({}),
  }),
  endSession: route({
    method: 'POST',
    path: '/api/session/:session/end',
    act: 'account.change',
    summary: 'End one of the own sessions elsewhere',
    input: z.object({ session: z.string().regex(/^[\w-]{16}$/) }),
    reply: z.object({}),
  }),
  recover: route({
    method: 'POST',
    path: '/api/session/recover',
    act: 'account.claim',
    summary: 'Ask for a link to a new password; the answer is the same whether the address is known or not',
    input: z.object({ email: EMAIL, lang: Lang }),
    reply: z.object({}),
  }),
  makeLink: route({
    method: 'POST',
    path: '/api/people/:person/link',
    act: 'person.invite',
    summary:
      'Make the link by which a person gives themselves a password, or have it sent; one made before is dead',
    input: z.object({ person: Uuid, send: z.boolean().default(false) }),
    /** `url` null: it was laid ready for the post, and nobody else sees it. */
    reply: z.object({ url: z.string().nullable(), until: Moment }),
  }),
  useLink: route({
    method: 'POST',
    path: '/api/session/link',
    act: 'account.claim',
    summary: 'Give oneself a password by a link, and sign in; it is good once, and all other sessions end',
    input: z.object({ code: Code, password: PASSWORD }),
    reply: SessionView,
  }),
} as const;
