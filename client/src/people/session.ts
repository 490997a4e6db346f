import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { isHeld, reaching } from '../../../src/access/access.js';
import { accountRoutes } from '../../../src/people/account.contract.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import type { SessionView } from '../../../src/people/people.contract.js';
import { call, keyOf, readAnew, useRead } from '../house/api.js';
import type { In } from '../house/api.js';
import { houseTime } from '../house/clock.js';
import { reopenSocket } from '../house/socket.js';
import { langChosen, speak } from '../words/words.js';

export const useSession = () => useRead(peopleRoutes.session, {});

/** Whoever comes or goes: everything is read again with other eyes, also by the socket. */
function become(client: QueryClient, session: SessionView): void {
  client.setQueryData(keyOf(peopleRoutes.session, {}), session);
  reopenSocket();
  void readAnew(client);
  // English is also what a register says that says nothing: it does not override what the browser asks for.
  const lang = session.person?.lang;
  if (lang && lang !== 'en' && !langChosen()) void speak(lang, { keep: false });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: In<typeof peopleRoutes.signIn>) => call(peopleRoutes.signIn, input),
    onSuccess: (session) => become(client, session),
  });
}

export function useSetUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: In<typeof peopleRoutes.setUp>) => call(peopleRoutes.setUp, input),
    onSuccess: (session) => become(client, session),
  });
}

export function useAccountLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: In<typeof accountRoutes.useLink>) => call(accountRoutes.useLink, input),
    onSuccess: (session) => become(client, session),
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: In<typeof accountRoutes.changePassword>) => call(accountRoutes.changePassword, input),
    onSuccess: (session) => become(client, session),
  });
}

export function useChangeLang() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: In<typeof accountRoutes.changeLang>) => call(accountRoutes.changeLang, input),
    onSuccess: (session) => become(client, session),
  });
}

export function useSlipSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => call(peopleRoutes.signInBySlip, { code }),
    onSuccess: (session) => become(client, session),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (everywhere: boolean) => call(peopleRoutes.signOut, { everywhere }),
    onSuccess: (session) => {
      // A ballot under way belongs to the person who is leaving.
      window.dispatchEvent(new Event('plenary:left'));
      sessionStorage.clear();
      become(client, session);
    },
  });
}

const now = (): string => new Date(houseTime()).toISOString();

/** Whether an office is held at this moment. */
export const isNow = (held: { from: string | null; to: string | null }): boolean => isHeld(held, now());

/** The offices that the session holds at a place, now. */
export const officesIn = (
  session: SessionView | undefined,
  place: { assembly: string | null; body: string | null },
): ReadonlySet<string> =>
  new Set(reaching({ held: session?.offices ?? [], place, at: now() }).map(({ office }) => office));

/** Whether the session holds an office in the whole house (its body and assembly left open). */
export const inHouse = (session: SessionView | undefined, office: string): boolean =>
  officesIn(session, { assembly: null, body: null }).has(office);

/** Whether the session is the secretariat of a body, or of the whole house. */
export const secretariatOf = (session: SessionView | undefined, body: string): boolean =>
  officesIn(session, { assembly: null, body }).has('secretariat');

/** Whether the session is the secretariat of anything more than one assembly. */
export const convenes = (session: SessionView | undefined): boolean =>
  session?.offices.some((held) => held.office === 'secretariat' && held.assembly === null && isNow(held)) ??
  false;

/** The door, from which whoever has signed in comes back to where they were; from the first page and the door itself, to the own desk. */
export const signInFrom = (address: string): string =>
  /^\/(?:$|\?|sign-in|slip|setup|me$)/.test(address)
    ? '/sign-in'
    : `/sign-in?to=${encodeURIComponent(address)}`;

/** Where somebody with these offices works in an assembly; who holds several leads before they vote. */
export function deskOf(offices: ReadonlySet<string>, assembly: string): string {
  const place = `/assemblies/${assembly}`;
  if (offices.has('chair')) return `${place}/chair`;
  if (offices.has('secretariat')) return `${place}/desk`;
  if (offices.has('teller')) return `${place}/tellers`;
  return offices.has('delegate') ? `${place}/floor` : place;
}

/**
 * Where a person goes after signing in: to the own desk or floor in the assembly that sits or comes next; the secretariat
 * where nothing is convened yet to the bodies.
 */
export function homeOf(session: SessionView): string {
  const next = session.assemblies[0];
  if (!next) return inHouse(session, 'secretariat') ? '/bodies' : '/';
  return deskOf(officesIn(session, { assembly: next.id, body: next.body }), next.id);
}
