import { lazy, Suspense } from 'react';
import { Waiting } from '../ui/Page.js';
import type { ClauseEditorProps } from './clause-editor.js';
import type { LineFieldProps } from './line-field.js';

const Editor = lazy(() => import('./clause-editor.js'));
const Field = lazy(() => import('./line-field.js'));

/** Writes a text clause by clause. Its script is fetched when the first one is shown. */
export function ClauseEditor(props: ClauseEditorProps) {
  return (
    <Suspense fallback={<Waiting />}>
      <Editor {...props} />
    </Suspense>
  );
}

/** Writes the words of one clause, with emphasis and links. */
export function LineField(props: LineFieldProps) {
  return (
    <Suspense fallback={<Waiting />}>
      <Field {...props} />
    </Suspense>
  );
}
