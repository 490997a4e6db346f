import { createTransport } from 'nodemailer';

/** A mail server, with the login where it asks for one. */
export interface Smtp {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps). */
  readonly secure: boolean;
  /** `required`: nothing is said before TLS, and the certificate must be right. `offered`: TLS where the server has it. */
  readonly starttls: 'required' | 'offered';
  readonly login: { readonly user: string; readonly password: string } | null;
}

/**
 * What a mail server said. `accepted`: it answers for the message now. `refused`: it never takes this message. `later`: it
 * does not take this message now. `away`: it takes none now (nobody answers, no TLS, no login), so the others are not tried.
 */
export interface Carried {
  readonly outcome: 'accepted' | 'refused' | 'later' | 'away';
  /** The server's reply, or the code of the failure; one line, without addresses. */
  readonly answer: string;
}

/** Carries a message to a mail server and gives that server's answer. Never throws. */
export interface Carrier {
  readonly carry: (message: {
    readonly from: string;
    readonly to: string;
    readonly text: string;
  }) => Promise<Carried>;
  readonly close: () => void;
}

/** Longer than a slow server takes, shorter than anybody waits for a house to stop. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

/** One connection, kept for some messages. Its log is off: it would have the login in it. */
export function smtpCarrier({ host, port, secure, starttls, login }: Smtp): Carrier {
  const transport = createTransport({
    ...{ host, port, secure, ...TIMEOUTS },
    ...{ pool: true as const, maxConnections: 1, maxMessages: 100, maxRequeues: 1, idleTimeout: 20_000 },
    ...(login && { auth: { user: login.user, pass: login.password } }),
    requireTLS: starttls === 'required',
    // Where TLS is not required anybody between could leave it out: to ask for the right certificate would help nobody.
    tls: { rejectUnauthorized: secure || starttls === 'required' },
    ...{ logger: false, disableFileAccess: true, disableUrlAccess: true },
  });
  return {
    carry: async ({ from, to, text }) => {
      try {
        const { response } = await transport.sendMail({ envelope: { from, to }, raw: text });
        return { outcome: 'accepted', answer: told(response) };
      } catch (error) {
        return failure(error as Failed);
      }
    },
    close: () => transport.close(),
  };
}

/** What nodemailer says of a failure: `command` is the one that was answered, `response` the server's reply. */
interface Failed {
  readonly code?: string;
  /** What the system said where no server answered: ECONNREFUSED, CERT_HAS_EXPIRED. */
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/**
 * Only an answer to the recipient or to the text is about the message; to anything before it, about the house or the
 * server (RFC 5321, 4.2.1: 4yz may be tried again, 5yz not; 421 ends the connection).
 */
function failure({ code, originalCode, command, response, responseCode: reply }: Failed): Carried {
  const said = command === 'STARTTLS' && response ? `STARTTLS: ${response}` : response;
  const answer = told(said || originalCode || code || 'ECONNECTION');
  const ofMessage = command === 'RCPT TO' || command === 'DATA';
  // An address that is none was not even asked for.
  if (code === 'EENVELOPE' && command === 'API') return { outcome: 'refused', answer };
  if (!ofMessage || reply === undefined || reply === 421) return { outcome: 'away', answer };
  return { outcome: reply >= 500 ? 'refused' : 'later', answer };
}

/** One line for the record, which has no addresses: servers like to repeat them. */
const told = (answer: string): string =>
  answer
    .replace(/[^\s<>@]+@[^\s<>@]+/g, '…')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300);
