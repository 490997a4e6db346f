import type { Lang } from '../../../src/basics/fields.js';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import type { DraftView } from '../../../src/drafting/drafting.contract.js';
import type { Held } from '../../../src/drafting/joining.js';
import { begun, received, reopened, resolved, send, typed, unsaved } from '../../../src/drafting/writing.js';
import type { Writing } from '../../../src/drafting/writing.js';
import type { Clause } from '../../../src/instruments/clause.js';
import type { Texts } from '../../../src/instruments/wordings.js';
import { call, Refused } from '../house/api.js';
import type { Out } from '../house/api.js';
import { newId } from '../house/ids.js';
import { keep, takeOver } from './kept.js';

/**
 * `saved`; `typing`: what was typed waits to be saved; `saving`; `away`: the server does not answer, and what was typed is
 * kept here; `stopped`: it refuses, and what was typed is kept here.
 */
export type Phase = 'saved' | 'typing' | 'saving' | 'away' | 'stopped';

export interface Writer {
  readonly id: string;
  readonly name: string;
  readonly lang: Lang;
  readonly clause: string | null;
}

export interface Shown {
  readonly writing: Writing;
  readonly phase: Phase;
  readonly error: unknown;
  readonly here: readonly Writer[];
  /** Whether the browser can keep nothing more: what is not saved would be lost with this page. */
  readonly full: boolean;
}

/** After the last key; and this is the longest that somebody types on without being saved. */
const PAUSE_MS = 800;
const LONGEST_MS = 3_000;
/** How often others are asked for, and how often a server that does not answer. */
const LOOK_MS = 3_000;
const AWAY_MS = 4_000;

const PAGE = 'plenary.page';

/** Writes in one draft for one page: saves, hears of others, keeps what is not saved. */
export class DraftSession {
  private shown: Shown;
  private readonly listeners = new Set<() => void>();
  private readonly page = newId();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private since: number | null = null;
  private busy = false;
  private over = false;
  private reopenedOnce = false;
  private where: { lang: Lang; clause: string | null };

  constructor(
    private readonly draft: string,
    private readonly person: string,
    view: DraftView,
  ) {
    const before = sessionStorage.getItem(PAGE);
    sessionStorage.setItem(PAGE, this.page);
    const kept = takeOver(localStorage, { draft, person, page: before, now: Date.now() });
    const writing = kept ?? begun(view.revision, view.texts as Texts);
    this.shown = { writing, phase: phaseOf(writing), error: null, here: [], full: false };
    this.where = { lang: view.languages[0] ?? 'en', clause: null };
    if (kept) this.keep();
  }

  /** Begins to save and to look; gives what ends that. */
  start(): () => void {
    this.over = false;
    const again = (): void => this.soon(0);
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    this.soon(0);
    return () => {
      this.over = true;
      clearTimeout(this.timer);
      window.removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): Shown => this.shown;

  type(lang: Lang, clauses: readonly Clause[]): void {
    this.become(typed(this.shown.writing, lang, clauses));
    this.since ??= Date.now();
    const rest = Math.max(0, this.since + LONGEST_MS - Date.now());
    if (this.shown.phase !== 'away') this.soon(Math.min(PAUSE_MS, rest));
  }

  at(lang: Lang, clause: string | null): void {
    this.where = { lang, clause };
  }

  resolve(held: Held, words: string | null): void {
    this.become(resolved(this.shown.writing, held, words));
    this.soon(0);
  }

  /** Asks again at once, as after a refusal that somebody has dealt with. */
  retry(): void {
    this.soon(0);
  }

  private become(writing: Writing, more: Partial<Shown> = {}): void {
    const quiet = this.shown.phase === 'away' || this.shown.phase === 'stopped';
    this.shown = { ...this.shown, writing, phase: quiet ? this.shown.phase : phaseOf(writing), ...more };
    this.keep();
    for (const listener of this.listeners) listener();
  }

  private keep(): void {
    let full = false;
    try {
      const own = { draft: this.draft, page: this.page, person: this.person, at: Date.now() };
      keep(localStorage, this.shown.writing, own);
    } catch {
      full = true;
    }
    if (full !== this.shown.full) this.shown = { ...this.shown, full };
  }

  private soon(ms: number): void {
    clearTimeout(this.timer);
    if (!this.over) this.timer = setTimeout(() => void this.turn(), ms);
  }

  /** One question to the server: what waits is saved, or others are looked for. */
  private async turn(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const writing = send(this.shown.writing, newId());
    const { sent } = writing;
    if (sent) {
      this.since = null;
      this.become(writing);
    }
    try {
      const answer = await call(draftRoutes.save, {
        draft: this.draft,
        ...(sent
          ? {
              save: sent.save,
              revision: sent.revision,
              lang: sent.lang,
              operations: [...sent.operations] as never,
            }
          : { save: newId(), revision: writing.revision, lang: this.where.lang, operations: [] }),
        where: this.where.clause,
      });
      this.heard(answer);
    } catch (error) {
      await this.failed(error);
    } finally {
      this.busy = false;
    }
  }

  private heard(answer: Out<typeof draftRoutes.save>): void {
    const { writing } = this.shown;
    this.reopenedOnce = false;
    const next = received(writing, { ...answer, texts: answer.texts as Texts | null });
    this.become(next, { phase: phaseOf(next), error: null, here: answer.here });
    this.soon(unsaved(next) ? PAUSE_MS : document.hidden ? 5 * LOOK_MS : LOOK_MS);
  }

  private async failed(error: unknown): Promise<void> {
    const { writing } = this.shown;
    if (!(error instanceof Refused) || error.status === 429) {
      this.become(writing, { phase: 'away', error: null, here: [] });
      this.soon(AWAY_MS);
      return;
    }
    const fits = error.code.startsWith('operation.') || error.code === 'draft.revision_gone';
    if (fits && !this.reopenedOnce) {
      this.reopenedOnce = true;
      try {
        const now = await call(draftRoutes.draft, { draft: this.draft });
        const next = reopened(this.shown.writing, { revision: now.revision, texts: now.texts as Texts });
        this.become(next);
        this.soon(0);
      } catch (again) {
        this.become(this.shown.writing, { phase: again instanceof Refused ? 'stopped' : 'away' });
        this.soon(AWAY_MS);
      }
      return;
    }
    this.become(writing, { phase: 'stopped', error, here: [] });
    // Somebody may sign in again in another tab.
    this.soon(5 * AWAY_MS);
  }
}

const phaseOf = (writing: Writing): Phase =>
  writing.sent ? 'saving' : unsaved(writing) ? 'typing' : 'saved';
