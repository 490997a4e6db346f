import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A message as the server took it. */
export interface Taken {
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** A mail server on a real socket. */
export interface MailServer {
  readonly port: number;
  readonly taken: readonly Taken[];
  /** How many connections there were, and the logins that were tried. */
  readonly connections: () => number;
  readonly logins: readonly string[];
  readonly close: () => Promise<void>;
}

/** What the server says to a recipient; null: yes. */
export type Says = (to: string) => string | null;

/** Without STARTTLS and without logins, unless `options` say otherwise. */
export async function mailServer({
  port = 0,
  says = () => null,
  ...options
}: { port?: number; says?: Says } & SMTPServerOptions = {}): Promise<MailServer> {
  const taken: Taken[] = [];
  const logins: string[] = [];
  let connections = 0;
  const server = new SMTPServer({
    ...{
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 50,
    },
    onConnect: (_session, done) => {
      connections++;
      done();
    },
    onAuth: ({ username, password }, _session, done) => {
      logins.push(`${username}:${password}`);
      if (password === 'right') done(null, { user: username });
      else done(Object.assign(new Error('5.7.8 Authentication failed'), { responseCode: 535 }));
    },
    onRcptTo: ({ address }, _session, done) => {
      const no = says(address);
      if (no === null) return done();
      done(Object.assign(new Error(no.slice(4)), { responseCode: Number(no.slice(0, 3)) }));
    },
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address).join(),
          text: Buffer.concat(parts).toString(),
        });
        done(null, '2.0.0 queued');
      });
    },
    ...options,
  });
  // Clients that give up on a handshake are no matter of the tests.
  server.on('error', () => undefined);
  await new Promise<void>((listens, failed) => {
    server.server.once('error', failed);
    server.listen(port, '127.0.0.1', listens);
  });
  return {
    ...{ taken, logins },
    port: (server.server.address() as AddressInfo).port,
    connections: () => connections,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** The text of a message, read as a mail program would. */
export const read = ({ text }: Taken): string =>
  Buffer.from(text.slice(text.indexOf('\r\n\r\n')), 'base64').toString();

export const header = ({ text }: Taken, name: string): string | null =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1]?.trim() ?? null;
