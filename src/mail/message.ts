/**
 * A message as mail servers take it (RFC 5322, UTF-8): encoded words in the header (RFC 2047), the text in base64, lines
 * ended by CRLF. Names and subjects are lines without control characters, so nothing of them becomes a header.
 */
export function messageText({
  from,
  to,
  subject,
  text,
  messageId,
  at,
}: {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly at: string;
}): string {
  const body = Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'utf8').toString('base64');
  return [
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${encodedWords(subject)}`,
    `Message-ID: <${messageId}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    'Auto-Submitted: auto-generated',
    '',
    body.replace(/(.{76})(?=.)/g, '$1\r\n'),
    '',
  ].join('\r\n');
}

/** Plain ASCII as it is; else words that fit a line of 76 with the header's name, none of which cuts a character in two. */
function encodedWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?')) return text;
  const words: string[] = [];
  let word = '';
  for (const sign of text) {
    if (Buffer.byteLength(word + sign) > 36) {
      words.push(word);
      word = '';
    }
    word += sign;
  }
  return [...words, word].map((one) => `=?utf-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}

/** Many messages as one file that mail programs open (mboxrd). */
export const mbox = (messages: readonly string[]): string =>
  messages
    .map((message) => {
      const lines = message.replaceAll('\r\n', '\n').replace(/^(>*From )/gm, '>$1');
      return `From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n${lines}\n`;
    })
    .join('');

/** Who messages come from. */
export interface Sender {
  readonly name: string | null;
  readonly address: string;
}

/** A sender as the header names it (RFC 5322 mailbox). */
export const mailbox = ({ name, address }: Sender): string => {
  if (name === null) return address;
  return `${/^[\x20-\x7e]*$/.test(name) ? `"${name}"` : encodedWords(name)} <${address}>`;
};

/** Where nobody gave a sender (MAIL_FROM): an address of the host that people know the house by. */
export const senderOf = (origin: string): Sender => ({
  name: null,
  address: `assembly@${new URL(origin).hostname}`,
});

const TEST = {
  en: ['Test message', 'The mail of this house arrives:'],
  fr: ['Message d’essai', 'Le courrier de cette maison arrive :'],
  es: ['Mensaje de prueba', 'El correo de esta casa llega:'],
} as const;

/** What whoever sets the mail server up sends to see whether it works. */
export function testText(lang: keyof typeof TEST, origin: string): { subject: string; text: string } {
  const [subject, text] = TEST[lang];
  return { subject, text: `${text}\n${origin}\n` };
}
