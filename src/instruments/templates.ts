import type { Follows, StageKind } from './path.js';

/** Who decides a stage of a template; whoever uses it names a body for each. */
export const ROLES = ['assembly', 'committee', 'parent'] as const;
export type Role = (typeof ROLES)[number];

interface TemplateStage {
  readonly key: string;
  readonly kind: StageKind;
  /** A usual label (`stage.known` translates it). */
  readonly label: string;
  readonly role: Role;
  readonly minimumDays?: number;
  readonly withinDays?: number;
  readonly follows?: Follows;
}

export interface Template {
  readonly name: 'declaration' | 'standards' | 'readings' | 'silence';
  readonly stages: readonly TemplateStage[];
}

/** Paths to begin from: the two of CICOPA's instruments, two readings, and adoption by silence. */
export const TEMPLATES: readonly Template[] = [
  {
    name: 'declaration',
    stages: [
      { key: 'principle', kind: 'principle', label: 'approved in principle', role: 'assembly' },
      { key: 'final-draft', kind: 'finalise', label: 'final draft approved', role: 'committee' },
      { key: 'parent', kind: 'adopt-parent', label: 'approved', role: 'parent' },
    ],
  },
  {
    name: 'standards',
    stages: [
      { key: 'consultation', kind: 'consult', label: 'consultation of the members', role: 'assembly' },
      { key: 'substance', kind: 'principle', label: 'approved in substance', role: 'assembly' },
      { key: 'final', kind: 'final', label: 'approved in final form', role: 'assembly' },
    ],
  },
  {
    name: 'readings',
    stages: [
      { key: 'first', kind: 'principle', label: 'first reading', role: 'assembly' },
      {
        ...{ key: 'second', kind: 'final', label: 'second reading', role: 'assembly', minimumDays: 30 },
        // What is still changed is read again.
        follows: { amended: { stage: 'second' } },
      },
    ],
  },
  {
    name: 'silence',
    stages: [
      { key: 'principle', kind: 'principle', label: 'approved in principle', role: 'assembly' },
      {
        ...{ key: 'silence', kind: 'tacit', label: 'silence procedure', role: 'assembly', withinDays: 30 },
        follows: { rejected: { stage: 'principle' } },
      },
    ],
  },
];
