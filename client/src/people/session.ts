import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { isHeld, reaching } from '../../../src/access/access.js';
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

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: In<typeof peopleRoutes.changePassword>) => call(peopleRoutes.changePassword, input),
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

/**
 * Where a person goes after signing in: a delegate to the floor of the newest assembly, an office holder to its page; the
 * secretariat where nothing is convened yet to the bodies.
 */
export function homeOf(session: SessionView): string {
  const newest = session.assemblies[0];
  if (!newest) return inHouse(session, 'secretariat') ? '/bodies' : '/';
  const offices = session.offices.map((held) => held.office);
  if (offices.includes('delegate')) return `/assemblies/${newest.id}/floor`;
  if (offices.includes('chair')) return `/assemblies/${newest.id}/chair`;
  if (offices.includes('secretariat')) return `/assemblies/${newest.id}/desk`;
  return `/assemblies/${newest.id}`;
}
