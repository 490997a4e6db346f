import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Room } from '../house/room.js';
import { MailSettingRow } from './setting.tables.js';

type Tx = EntityManager;

/** What the server's password is sealed with; all nodes share it. */
export const MAIL_KEY = Symbol('mail key');

/** The room of the setting. Its table is working matter, which the act itself writes. */
export const mailRoom: Room = {
  name: 'mail',
  nouns: ['mail'],
  write: async () => undefined,
  news: () => null,
  constraints: {},
};

export const mailSetting = (tx: Tx): Promise<MailSettingRow | null> =>
  tx.findOneBy(MailSettingRow, { one: true });

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, the text; base64url. */
export function seal(text: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Null: it was sealed with another key, or is not what was sealed. */
export function unseal(sealed: string, key: Buffer): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
