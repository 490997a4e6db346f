import { Editor, Extension, Node } from '@tiptap/core';
import { history } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { must } from '../../../src/basics/must.js';
import { runsOf, textOf } from '../../../src/instruments/inline.js';
import { useWords } from '../words/words.js';
import { Marks } from './clause-editor.js';
import { acts, Em, inlineOf, Link, nodeNamed, runsOfNode, Strong, Words } from './clause-schema.js';
import classes from './editor.module.css';
import { pastedHtml, pastedText } from './paste.js';

export interface LineFieldProps {
  /** Limited Markdown, as a clause holds it. */
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Told when it is finished from the keyboard, with Ctrl or Command and Enter. */
  readonly onDone: () => void;
  readonly lang: string;
  readonly label: string;
}

const Doc = Node.create({ name: 'doc', topNode: true, content: 'line' });
const Line = Node.create({
  name: 'line',
  content: 'text*',
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: () => ['p', 0],
});

const written = (editor: Editor): string =>
  textOf(runsOfNode(editor.state.doc.child(0)))
    .replace(/\p{Cc}+/gu, ' ')
    .trim();

/** The words of one clause: one line, with emphasis and links. */
export default function LineField(props: LineFieldProps) {
  const { text, lang, label } = props;
  const { t } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [, setTick] = useState(0);
  const now = useRef(props);
  const told = useRef(text);
  useLayoutEffect(() => {
    now.current = props;
  });
  useEffect(() => {
    const made = new Editor({
      element: must(host.current, 'element of the field'),
      injectCSS: false,
      extensions: [Doc, Words, Line, Strong, Em, Link, keys(() => now.current.onDone())],
      editorProps: {
        attributes: {
          ...{ lang: now.current.lang, role: 'textbox', 'aria-multiline': 'true' },
          ...{ 'aria-label': now.current.label, class: must(classes['field'], 'class of the field') },
        },
      },
    });
    const put = (words: string): void => {
      const { state } = made;
      const line = nodeNamed(state.schema, 'line').create(null, inlineOf(state.schema, runsOf(words)));
      made.view.dispatch(
        state.tr.replaceWith(0, state.doc.content.size, line).setMeta('addToHistory', false),
      );
    };
    put(now.current.text);
    made.on('transaction', ({ transaction }) => {
      setTick((tick) => tick + 1);
      if (!transaction.docChanged) return;
      const words = written(made);
      if (words === told.current) return;
      told.current = words;
      now.current.onChange(words);
    });
    setEditor(made);
    return () => {
      made.destroy();
      setEditor(null);
    };
  }, []);
  useEffect(() => {
    if (!editor || text === told.current) return;
    told.current = text;
    const { state } = editor;
    const line = nodeNamed(state.schema, 'line').create(null, inlineOf(state.schema, runsOf(text)));
    editor.view.dispatch(state.tr.replaceWith(0, state.doc.content.size, line));
  }, [editor, text]);
  useEffect(() => {
    editor?.view.dom.setAttribute('aria-label', label);
    editor?.view.dom.setAttribute('lang', lang);
  }, [editor, label, lang]);
  return (
    <div className={classes['editor']}>
      {editor && (
        <div role="toolbar" aria-label={t('editor.toolbar', { text: label })} className={classes['marks']}>
          <Marks editor={editor} />
        </div>
      )}
      <div ref={host} />
    </div>
  );
}

/** One line: Enter makes no other; what is pasted comes in as words. */
const keys = (done: () => void) =>
  Extension.create({
    name: 'line_keys',
    priority: 1000,
    addProseMirrorPlugins: () => [
      history(),
      keymap({
        Enter: () => true,
        'Shift-Enter': () => true,
        'Mod-Enter': () => (done(), true),
        'Mod-b': acts.toggle('strong'),
        'Mod-i': acts.toggle('em'),
        'Mod-z': acts.undo,
        'Mod-y': acts.redo,
        'Shift-Mod-z': acts.redo,
      }),
      new Plugin({
        props: {
          handlePaste: (view, event) => {
            const html = event.clipboardData?.getData('text/html') ?? '';
            const plain = event.clipboardData?.getData('text/plain') ?? '';
            const { runs } = html === '' ? pastedText(plain) : pastedHtml(html);
            const words = runs ?? [
              { text: plain.replace(/\s+/g, ' '), strong: false, em: false, href: null },
            ];
            const slice = new Slice(Fragment.from(inlineOf(view.state.schema, words)), 0, 0);
            view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView());
            return true;
          },
        },
      }),
    ],
  });
