import { parse } from 'csv-parse/sync';
import { ok, refuse, type Result } from './result.js';

/** A row of a file: its line (the header is line 1) and its fields by column, trimmed; empty is null. */
export interface CsvRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, string | null>>;
  /** What stands behind the last column, as after an unquoted comma in a name; null: nothing. */
  readonly surplus: string | null;
}

/** More rows than any federation has members; keeps one request from holding the house. */
const ROWS = 10_000;

/**
 * Reads a CSV file as spreadsheets write it: byte order mark, comma, semicolon or tab, quoted fields.
 * Refusals: `csv.malformed` {line}, `csv.empty`, `csv.too_long` {limit}, `csv.missing_column` {column},
 * `csv.unknown_column` {column}, `csv.repeated_column` {column}.
 */
export function readCsv(
  text: string,
  columns: readonly string[],
  required: readonly string[],
): Result<CsvRow[]> {
  const first = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0]!;
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // Beyond the limit nothing is read.
      to: ROWS + 2,
    }) as unknown as typeof records;
  } catch (error) {
    return refuse('csv.malformed', { line: (error as { lines?: number }).lines ?? 0 });
  }
  const [head, ...rows] = records;
  if (!head || rows.length === 0) return refuse('csv.empty');
  if (rows.length > ROWS) return refuse('csv.too_long', { limit: ROWS });
  const names = head.record.map((name) => name.trim().toLowerCase());
  for (const column of required) {
    if (!names.includes(column)) return refuse('csv.missing_column', { column });
  }
  const unknown = names.find((name) => !columns.includes(name));
  if (unknown !== undefined) return refuse('csv.unknown_column', { column: unknown });
  const repeated = names.find((name, place) => names.indexOf(name) !== place);
  if (repeated !== undefined) return refuse('csv.repeated_column', { column: repeated });
  return ok(
    rows.map(({ record, info }) => ({
      line: info.lines,
      surplus: field(record.slice(names.length).filter(Boolean).join(delimiter)),
      fields: Object.fromEntries(columns.map((column) => [column, field(record[names.indexOf(column)])])),
    })),
  );
}

const field = (value: string | undefined): string | null =>
  value === undefined || value === '' ? null : value;
