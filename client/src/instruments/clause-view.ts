import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as DocNode } from '@tiptap/pm/model';
import type { Decoration, NodeView } from '@tiptap/pm/view';
import { must } from '../../../src/basics/must.js';
import type { ClauseKind } from '../../../src/instruments/clause.js';
import classes from './editor.module.css';

/** What a line needs from its editor: what its handle is called, and what happens when it is pressed. */
export interface Handle {
  readonly nameOf: (kind: ClauseKind, number: string) => string;
  readonly onPress: (position: number) => void;
}

interface Said {
  readonly number: string;
  readonly note: string;
  readonly hint: string;
}

const NOTHING: Said = { number: '', note: '', hint: '' };

const named = (part: string): string => must(classes[part], 'class of the line');

/** One line: its handle with the number, its words, and what is said of it. */
export function clauseView(
  { node, decorations, getPos, editor }: NodeViewRendererProps,
  handle: { current: Handle },
): NodeView {
  const dom = document.createElement('div');
  dom.className = named('line');
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1;
  button.contentEditable = 'false';
  button.className = named('handle');
  const words = document.createElement('p');
  const note = document.createElement('span');
  note.contentEditable = 'false';
  note.className = named('note');
  dom.append(button, words, note);
  const press = (event: Event): void => {
    event.preventDefault();
    const position = getPos();
    if (position !== undefined && editor.isEditable) handle.current.onPress(position);
  };
  button.addEventListener('click', press);
  const show = (one: DocNode, all: readonly Decoration[]): void => {
    const { id, kind, depth } = one.attrs as { id: string; kind: ClauseKind; depth: number };
    const said = (all.find((decoration) => 'number' in decoration.spec)?.spec ?? NOTHING) as Said;
    dom.dataset['clause'] = id ?? '';
    dom.dataset['kind'] = kind;
    dom.style.setProperty('--depth', String(depth));
    button.textContent = said.number || '·';
    button.setAttribute('aria-label', handle.current.nameOf(kind, said.number));
    words.dataset['hint'] = said.hint;
    words.classList.toggle(named('hinted'), said.hint !== '');
    note.textContent = said.note;
    note.hidden = said.note === '';
  };
  show(node, decorations as readonly Decoration[]);
  return {
    dom,
    contentDOM: words,
    update: (one, all) => {
      if (one.type !== node.type) return false;
      show(one, all);
      return true;
    },
    stopEvent: (event) => button.contains(event.target as Node | null),
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !words.contains(mutation.target),
  };
}
