import { z } from 'zod';
import { route } from '../access/route.js';
import type { Event } from '../basics/event.js';
import { Lang, Line } from '../basics/fields.js';

/** `always`: TLS from the first byte. `starttls`: required before anything is said. `offered`: where the server has it. */
export const TLS = ['always', 'starttls', 'offered'] as const;

const Host = z
  .string()
  .max(253)
  .regex(/^[\w.:-]+$/);
const Address = z.email().max(254);

export const MailSettingView = z
  .object({
    /** `start`: it was given when the house was started, and is changed there. Null: the house sends no mail. */
    by: z.enum(['start', 'house']).nullable(),
    host: z.string().nullable(),
    port: z.int().nullable(),
    tls: z.enum(TLS).nullable(),
    user: z.string().nullable(),
    fromName: z.string().nullable(),
    fromAddress: z.string().nullable(),
    /** The kept password cannot be read any more (the house's keys are others): nothing is sent until it is given anew. */
    sealed: z.boolean(),
  })
  .meta({ id: 'MailSetting' });
export type MailSettingView = z.infer<typeof MailSettingView>;

export const mailRoutes = {
  setting: route({
    method: 'GET',
    path: '/api/mail',
    act: 'mail.set',
    summary: 'By which server the house sends its mail; never its password',
    input: z.object({}),
    reply: MailSettingView,
  }),
  set: route({
    method: 'POST',
    path: '/api/mail',
    act: 'mail.set',
    summary: 'Name the mail server; a password that is left out stays, if server and login are the same',
    input: z.object({
      host: Host,
      port: z.int().min(1).max(65_535),
      tls: z.enum(TLS),
      user: Line(200).nullable().default(null),
      password: z.string().min(1).max(500).nullable().default(null),
      fromName: Line(120).nullable().default(null),
      fromAddress: Address,
    }),
    reply: z.object({}),
  }),
  unset: route({
    method: 'POST',
    path: '/api/mail/end',
    act: 'mail.set',
    summary: 'Send no mail from here any more',
    input: z.object({}),
    reply: z.object({}),
  }),
  test: route({
    method: 'POST',
    path: '/api/mail/test',
    act: 'mail.set',
    summary: 'Send a message to an address now, and say what the server answered',
    input: z.object({ to: Address, lang: Lang }),
    reply: z.object({ outcome: z.enum(['accepted', 'refused', 'later', 'away']), answer: z.string() }),
  }),
} as const;

/** `by` null: the house sends no mail from now on. Host, login and addresses stay out of the record. */
export type MailEvent = Event<'mail.set', { by: 'house' | null }>;
