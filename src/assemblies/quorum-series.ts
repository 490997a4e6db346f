import type { QuorumView } from './assemblies.contract.js';
import type { QuorumPoint } from './presence.contract.js';

/** An entry of the record; `data` only of those that tell the quorum. */
export interface Told {
  readonly number: number;
  readonly at: string;
  readonly type: string;
  readonly data: unknown;
}

/** What moves a quorum, beside dues. */
export const EVIDENCE = [
  ...['presence.entered', 'presence.left', 'credential.accredited', 'credential.withdrawn'],
  ...['credential.substituted', 'proxy.registered', 'proxy.revoked', 'member.dues_recorded'],
];

/** The quorum's series: each change with what the same act recorded before it, by type. `entries` oldest first. */
export function quorumSeries(entries: readonly Told[]): QuorumPoint[] {
  const points: QuorumPoint[] = [];
  let since: Told[] = [];
  for (const entry of entries) {
    if (entry.type !== 'quorum.changed') {
      since.push(entry);
      continue;
    }
    const evidence = new Map<string, { type: string; count: number; entry: number }>();
    for (const { type, number, at } of since) {
      if (at !== entry.at) continue;
      const known = evidence.get(type);
      evidence.set(type, { type, count: (known?.count ?? 0) + 1, entry: known?.entry ?? number });
    }
    const quorum = entry.data as QuorumView;
    points.push({ entry: entry.number, at: entry.at, quorum, evidence: [...evidence.values()] });
    since = [];
  }
  return points;
}
