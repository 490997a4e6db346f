import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import type { SessionView } from '../../../src/people/people.contract.js';
import { call, keyOf, useRead } from '../house/api.js';
import type { In } from '../house/api.js';
import { reopenSocket } from '../house/socket.js';
import { langChosen, speak } from '../words/words.js';

export const useSession = () => useRead(peopleRoutes.session, {});

/** Whoever comes or goes: everything is read again with other eyes, also by the socket. */
function become(client: QueryClient, session: SessionView): void {
  client.setQueryData(keyOf(peopleRoutes.session, {}), session);
  reopenSocket();
  void client.invalidateQueries();
  if (session.person && !langChosen()) void speak(session.person.lang, { keep: false });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: In<typeof peopleRoutes.signIn>) => call(peopleRoutes.signIn, input),
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

/** Whether the session holds an office in the whole house (its body and assembly left open). */
export const inHouse = (session: SessionView | undefined, office: string): boolean =>
  session?.offices.some((held) => held.office === office) ?? false;

/** The offices that the session holds in one assembly of a body, now. */
export function officesIn(
  session: SessionView | undefined,
  { assembly, body }: { assembly: string; body: string },
): ReadonlySet<string> {
  const now = new Date().toISOString();
  return new Set(
    (session?.offices ?? [])
      .filter((held) => (held.from === null || held.from <= now) && (held.to === null || held.to > now))
      .filter((held) =>
        held.assembly !== null ? held.assembly === assembly : held.body === null || held.body === body,
      )
      .map((held) => held.office),
  );
}

/** Where a person goes after signing in: a delegate to the floor of the newest assembly, an office holder to its page. */
export function homeOf(session: SessionView): string {
  const newest = session.assemblies[0];
  if (!newest) return '/';
  const offices = session.offices.map((held) => held.office);
  if (offices.includes('delegate')) return `/assemblies/${newest.id}/floor`;
  if (offices.includes('chair')) return `/assemblies/${newest.id}/chair`;
  if (offices.includes('secretariat')) return `/assemblies/${newest.id}/desk`;
  return `/assemblies/${newest.id}`;
}
