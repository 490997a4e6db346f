import type { Lang } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { numbers, type Clause } from './clause.js';
import { readApart } from './files.store.js';
import { importsOf } from './files.js';
import type { Imported, ReadText } from './instrument.js';
import { FREEZE_VERSION, PREVIEW_VERSION } from './instruments.acts.js';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What came in: its clauses with their numbers, what was dropped and what differs, and the version; null: only looked at. */
export interface FilesImported {
  readonly clauses: readonly (Clause & { readonly number: string | null })[];
  readonly dropped: ReadText['dropped'];
  readonly differing: ReadText['differing'];
  readonly hash: string;
  readonly version: number | null;
}

/** The language in a file's name: `charter.fr.docx`, `fr.html`. */
const langIn = (name: string): Lang | null =>
  (/(?:^|[._-])(en|fr|es)\.[^.]+$/i.exec(name)?.[1]?.toLowerCase() as Lang | undefined) ?? null;

/**
 * Freezes a version from files as a command line gives them, each in the language that it says or that its name ends in; all of
 * them come in or none. Refusals: those of reading {file} and freezing.
 */
export async function importFiles(
  perform: Perform,
  who: Visitor,
  {
    instrument,
    files,
    preview,
    reason,
  }: { instrument: string; files: readonly NamedFile[]; preview: boolean; reason: string | null },
): Promise<Result<FilesImported>> {
  const texts: Imported[] = [];
  for (const { name, bytes } of files) {
    const file = await readApart(bytes);
    const read = file.ok ? importsOf(file.value, langIn(name)) : file;
    if (!read.ok) return refuse(read.refusal.code, { file: name, ...read.refusal.facts });
    texts.push(...read.value);
  }
  const command = { instrument, texts, authentic: null, parent: null };
  const seen = await perform.perform(who, PREVIEW_VERSION, command);
  if (!seen.ok) return seen;
  const { clauses, dropped, differing, hash } = seen.value;
  const labels = numbers(clauses);
  const frozen = preview ? null : await perform.perform(who, FREEZE_VERSION, { ...command, reason });
  if (frozen && !frozen.ok) return frozen;
  return ok({
    ...{ dropped, differing, hash },
    clauses: clauses.map((clause) => ({ ...clause, number: labels[clause.id] ?? null })),
    version: frozen?.value.number ?? null,
  });
}
