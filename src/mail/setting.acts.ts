import type { z } from 'zod';
import { WHOLE_HOUSE } from '../access/access.js';
import { ok, refuse } from '../basics/result.js';
import { act, lock } from '../house/perform.js';
import type { MailEvent, mailRoutes as routes } from './setting.contract.js';
import { mailSetting, seal } from './setting.store.js';
import { MailSettingRow } from './setting.tables.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const SETTING = 'house:mail';
const place = async () => ({ ...WHOLE_HOUSE, open: false });

/** What the act needs from where it is started: whether the start has named a server, and the key of the house. */
interface Given {
  readonly given: boolean;
  readonly key: Buffer;
}

/**
 * Names the mail server. A kept password goes to the server and login for which it was given, and to no other. Refusals:
 * `mail.given` (named at the start of the house), `mail.password_missing`, `mail.user_missing`.
 */
export const SET_MAIL = act({
  act: 'mail.set',
  place,
  load: async (tx, { given, host, port, user, password }: In<typeof routes.set> & Given) => {
    if (given) return refuse('mail.given');
    await lock(tx, SETTING);
    const kept = await mailSetting(tx);
    const same = kept?.host === host && kept.port === port && kept.loginUser === user;
    if (user === null) return password === null ? ok(null) : refuse('mail.user_missing');
    if (password !== null) return ok(null);
    return same ? ok(kept.loginPassword) : refuse('mail.password_missing');
  },
  decide: () => {
    const event: MailEvent = { type: 'mail.set', subject: {}, data: { by: 'house' } };
    return ok([event]);
  },
  after: async (tx, { state: kept, command, context }) => {
    const { host, port, tls, user, password, fromName, fromAddress, key } = command;
    const loginPassword = password === null ? kept : seal(password, key);
    await tx.upsert(
      MailSettingRow,
      {
        ...{ one: true, host, port, tls, loginUser: user, loginPassword, fromName, fromAddress },
        setAt: new Date(context.at),
      },
      ['one'],
    );
  },
  reply: () => ({}),
});

/** Refusals: `mail.given`, `mail.none`. */
export const UNSET_MAIL = act({
  act: 'mail.set',
  place,
  load: async (tx, { given }: Given) => {
    if (given) return refuse('mail.given');
    await lock(tx, SETTING);
    return (await mailSetting(tx)) ? ok(null) : refuse('mail.none');
  },
  decide: () => {
    const event: MailEvent = { type: 'mail.set', subject: {}, data: { by: null } };
    return ok([event]);
  },
  after: async (tx) => {
    await tx.delete(MailSettingRow, { one: true });
  },
  reply: () => ({}),
});
