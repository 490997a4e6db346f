import type { ReactNode } from 'react';
import classes from './DataTable.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  /** Null where there is nothing to say: a dash in a table, nothing on a phone's card. */
  readonly cell: (row: Row) => ReactNode;
  readonly numeric?: boolean;
  /** Where a row is a card, on a phone: its title, the mark before that, what can be done with it; these carry no label. */
  readonly phone?: 'title' | 'mark' | 'acts';
}

/**
 * A table that becomes cards on a phone. The roles are written out because a display of its own would otherwise take the
 * table's meaning away from screen readers.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  empty,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  empty?: ReactNode;
}) {
  if (rows.length === 0 && empty) return <p className={classes.empty}>{empty}</p>;
  return (
    <div className={classes.frame}>
      {/* oxlint-disable jsx-a11y/no-redundant-roles */}
      <table className={classes.table} role="table">
        <caption className={classes.caption}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, head, numeric }) => (
              <th key={key} role="columnheader" scope="col" data-numeric={numeric || undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map(({ key, head, cell, numeric, phone }) => {
                const value = cell(row);
                const none = value === null || value === false || value === undefined || value === '';
                return (
                  <td
                    key={key}
                    role="cell"
                    data-head={head}
                    data-numeric={numeric || undefined}
                    data-phone={phone}
                    data-none={none || undefined}
                  >
                    {none ? '–' : <div>{value}</div>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
