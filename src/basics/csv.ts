import { parse } from 'csv-parse/sync';
import { foldedWords } from './folded.js';
import { first, must } from './must.js';
import { ok, refuse, type Result } from './result.js';

/** A row of a file: the line on which it begins (the file's first is 1) and its fields by column, trimmed; empty is null. */
export interface CsvRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, string | null>>;
  /** What stands behind the last column, as after an unquoted comma in a name; null: nothing. */
  readonly surplus: string | null;
  /** The first column that the row is too short for, by its name; null: it has a field for each. */
  readonly missing: string | null;
}

/** More rows than any federation has members; keeps one request from holding the house. */
const ROWS = 10_000;

/** The line by which a spreadsheet says what stands between fields. */
const SEPARATOR = /^\uFEFF?sep=([,;\t])\n/i;

/**
 * Reads a CSV file as spreadsheets write it: byte order mark, comma, semicolon or tab, quoted fields, blank lines, columns
 * at the end that have neither name nor values. `required`: columns that must be there, of a list one of them.
 * `aliases`: how a column may be called beside its own name.
 * Refusals: `csv.malformed` {line}, `csv.empty`, `csv.too_long` {limit}, `csv.missing_column` {column},
 * `csv.unknown_column` {column}, `csv.repeated_column` {column}, `csv.unnamed_column` {place, line}.
 */
export function readCsv(
  text: string,
  columns: readonly string[],
  {
    required,
    aliases = {},
  }: {
    required: readonly (string | readonly string[])[];
    aliases?: Readonly<Record<string, readonly string[]>>;
  },
): Result<CsvRow[]> {
  // One sign ends a line: what the parser counts is then what an editor shows.
  const lines = text.replace(/\r\n?/g, '\n');
  const said = SEPARATOR.exec(lines)?.[1];
  const top = lines.replace(/^\uFEFF/, '').split('\n', 1)[0] ?? '';
  const delimiter =
    said ?? first([',', ';', '\t'].toSorted((a, b) => top.split(b).length - top.split(a).length));
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(lines, {
      ...{ bom: true, delimiter, info: true, trim: true, record_delimiter: '\n' },
      ...{ relax_column_count: true, skip_empty_lines: true, from_line: said === undefined ? 1 : 2 },
      // Beyond the limit nothing is read.
      to: ROWS + 2,
    }) as unknown as typeof records;
  } catch (error) {
    return refuse('csv.malformed', { line: (error as { lines?: number }).lines ?? 0 });
  }
  const [head, ...all] = records;
  // A spreadsheet writes lines of separators where nothing stands.
  const rows = all.filter(({ record }) => record.some((value) => value.trim() !== ''));
  if (!head || rows.length === 0) return refuse('csv.empty');
  if (rows.length > ROWS) return refuse('csv.too_long', { limit: ROWS });
  const names = namesOf(head.record, { columns, aliases });
  for (const one of required) {
    const any = [one].flat();
    if (!any.some((column) => names.includes(column)))
      return refuse('csv.missing_column', { column: first(any) });
  }
  const unknown = names.find((name) => name !== '' && !columns.includes(name));
  if (unknown !== undefined) return refuse('csv.unknown_column', { column: unknown });
  const repeated = names.findIndex((name, place) => name !== '' && names.indexOf(name) !== place);
  if (repeated >= 0)
    return refuse('csv.repeated_column', { column: must(head.record[repeated], 'column').trim() });
  for (const [place, name] of names.entries()) {
    const row = name === '' ? rows.find(({ record }) => field(record[place]) !== null) : undefined;
    if (row) return refuse('csv.unnamed_column', { place: place + 1, line: lineOf(row) });
  }
  return ok(
    rows.map((row) => ({
      line: lineOf(row),
      surplus: field(row.record.slice(names.length).filter(Boolean).join(delimiter)),
      missing: names[row.record.length] ?? null,
      fields: Object.fromEntries(columns.map((column) => [column, field(row.record[names.indexOf(column)])])),
    })),
  );
}

/** Each heading as the column that it names, else as it stands; those at the end that are empty are not there. */
function namesOf(
  head: readonly string[],
  { columns, aliases }: { columns: readonly string[]; aliases: Readonly<Record<string, readonly string[]>> },
): string[] {
  const byWords = new Map(
    columns.flatMap((column) =>
      [column, ...(aliases[column] ?? [])].map((name) => [foldedWords(name), column]),
    ),
  );
  const last = head.findLastIndex((name) => name.trim() !== '');
  return head.slice(0, last + 1).map((name) => byWords.get(foldedWords(name)) ?? name.trim().toLowerCase());
}

/** The parser counts to the end of a record, which may have lines of its own in quotes. */
const lineOf = ({ record, info }: { record: string[]; info: { lines: number } }): number =>
  info.lines - record.join('').split('\n').length + 1;

const field = (value: string | undefined): string | null => value?.trim() || null;
