import { Extension, Mark, Node } from '@tiptap/core';
import type { Editor, NodeViewRendererProps } from '@tiptap/core';
import { closeHistory, history, redo, undo } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import { Fragment, Slice } from '@tiptap/pm/model';
import type { MarkType, Node as DocNode, NodeType, Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey, Selection, TextSelection } from '@tiptap/pm/state';
import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { NodeView } from '@tiptap/pm/view';
import { must } from '../../../src/basics/must.js';
import { CLAUSE_KINDS, numbers } from '../../../src/instruments/clause.js';
import type { ClauseKind } from '../../../src/instruments/clause.js';
import { joined } from '../../../src/instruments/inline.js';
import type { Run } from '../../../src/instruments/inline.js';
import { clausesOf, destination, endOf, following, mayGoIn, mayGoOut, settled } from './lines.js';
import type { Line } from './lines.js';
import { pastedHtml, pastedText, runsOfDraft } from './paste.js';
import type { Pasted } from './paste.js';

/** The text of a document: `clause` nodes in a row, each with its id, kind and depth. */
const Doc = Node.create({ name: 'doc', topNode: true, content: 'clause+' });
export const Words = Node.create({ name: 'text', group: 'inline' });

const kindOf = (text: string | null): ClauseKind => CLAUSE_KINDS.find((kind) => kind === text) ?? 'paragraph';

const ClauseNode = (view: (of: NodeViewRendererProps) => NodeView) =>
  Node.create({
    name: 'clause',
    content: 'text*',
    defining: true,
    addAttributes: () => ({
      id: { default: null, parseHTML: (element: HTMLElement) => element.getAttribute('data-clause') },
      kind: {
        default: 'paragraph',
        parseHTML: (element: HTMLElement) => kindOf(element.getAttribute('data-kind')),
      },
      depth: {
        default: 0,
        parseHTML: (element: HTMLElement) => Number(element.getAttribute('data-depth')) || 0,
      },
    }),
    parseHTML: () => [{ tag: 'p[data-clause]' }],
    renderHTML: ({ node }) => [
      'p',
      { 'data-clause': node.attrs['id'], 'data-kind': node.attrs['kind'], 'data-depth': node.attrs['depth'] },
      0,
    ],
    addNodeView: () => view,
  });

export const Strong = Mark.create({
  name: 'strong',
  parseHTML: () => [{ tag: 'strong' }],
  renderHTML: () => ['strong', 0],
});
export const Em = Mark.create({ name: 'em', parseHTML: () => [{ tag: 'em' }], renderHTML: () => ['em', 0] });
export const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: '' } }),
  parseHTML: () => [{ tag: 'a[href^="https://"]' }],
  renderHTML: ({ mark }) => ['a', { href: mark.attrs['href'], rel: 'noopener noreferrer' }, 0],
});

/** Runs by node: a document shares what did not change with the one before. */
const RUNS = new WeakMap<DocNode, readonly Run[]>();

/** The words of a line with their marks. */
export function runsOfNode(node: DocNode): readonly Run[] {
  let runs = RUNS.get(node);
  if (!runs) {
    const all: Run[] = [];
    node.forEach((child) => {
      const mark = (name: string) => child.marks.find((one) => one.type.name === name);
      all.push({
        text: child.text ?? '',
        strong: mark('strong') !== undefined,
        em: mark('em') !== undefined,
        href: (mark('link')?.attrs['href'] as string | undefined) ?? null,
      });
    });
    RUNS.set(node, (runs = joined(all)));
  }
  return runs;
}

const attrsOf = (node: DocNode): { id: string; kind: ClauseKind; depth: number } =>
  node.attrs as { id: string; kind: ClauseKind; depth: number };

/** The lines that a document shows. */
export function linesOfDoc(doc: DocNode): Line[] {
  const lines: Line[] = [];
  doc.forEach((node) => lines.push({ ...attrsOf(node), runs: runsOfNode(node) }));
  return lines;
}

const markOf = (schema: Schema, name: 'strong' | 'em' | 'link'): MarkType =>
  must(schema.marks[name], 'mark of the schema');

/** What a schema calls a line: a clause in a text, a line where words stand alone. */
export const nodeNamed = (schema: Schema, name: 'clause' | 'line'): NodeType =>
  must(schema.nodes[name], 'node of the schema');

/** Words with their marks as a line holds them. */
export const inlineOf = (schema: Schema, runs: readonly Run[]): DocNode[] =>
  joined(runs).map(({ text, strong, em, href }) =>
    schema.text(text, [
      ...(href === null ? [] : [markOf(schema, 'link').create({ href })]),
      ...(strong ? [markOf(schema, 'strong').create()] : []),
      ...(em ? [markOf(schema, 'em').create()] : []),
    ]),
  );

/** The node that shows a line. */
export const nodeOf = (schema: Schema, { id, kind, depth, runs }: Omit<Line, 'id'> & { id: string | null }) =>
  nodeNamed(schema, 'clause').create({ id, kind, depth }, inlineOf(schema, runs));

/** A document always has a line to write in. */
export const contentOf = (schema: Schema, lines: readonly Line[]): DocNode[] =>
  lines.length > 0
    ? lines.map((line) => nodeOf(schema, line))
    : [nodeOf(schema, { id: null, kind: 'paragraph', depth: 0, runs: [] })];

/** The line in which the selection ends. */
export const lineAt = (state: EditorState): number => state.selection.$head.index(0);

/** The position before a line; that behind the last at the end. */
function before(doc: DocNode, at: number): number {
  let position = 0;
  for (let place = 0; place < at; place++) position += doc.child(place).nodeSize;
  return position;
}

/** A step that is undone alone, however quickly it follows another. */
const changed = (dispatch: ((tr: Transaction) => void) | undefined, tr: Transaction): true => {
  dispatch?.(closeHistory(tr).scrollIntoView());
  return true;
};

/** A line moves in or out with all that stands beneath it. */
const deepen =
  (by: 1 | -1, at?: number): Command =>
  (state, dispatch) => {
    const lines = linesOfDoc(state.doc);
    const line = at ?? lineAt(state);
    if (!(by === 1 ? mayGoIn(lines, line) : mayGoOut(lines, line))) return false;
    const { tr } = state;
    for (let place = line; place < endOf(lines, line); place++) {
      const attrs = attrsOf(state.doc.child(place));
      tr.setNodeMarkup(before(state.doc, place), undefined, { ...attrs, depth: attrs.depth + by });
    }
    return changed(dispatch, tr);
  };

/** A line moves with all that stands beneath it before or behind its neighbour; the selection goes along. */
const move =
  (direction: 'up' | 'down', at?: number): Command =>
  (state, dispatch) => {
    const lines = linesOfDoc(state.doc);
    const line = at ?? lineAt(state);
    const to = destination(lines, line, direction);
    if (to === null) return false;
    const { tr, doc, selection } = state;
    const [from, end] = [before(doc, line), before(doc, endOf(lines, line))];
    const within = selection.from >= from && selection.to <= end;
    tr.delete(from, end);
    const place = tr.mapping.map(before(doc, to));
    tr.insert(place, doc.slice(from, end).content);
    const moved = (position: number): number => position - from + place;
    if (within) tr.setSelection(TextSelection.create(tr.doc, moved(selection.anchor), moved(selection.head)));
    return changed(dispatch, tr);
  };

const become =
  (kind: ClauseKind, at?: number): Command =>
  (state, dispatch) => {
    const line = at ?? lineAt(state);
    const attrs = attrsOf(state.doc.child(line));
    return changed(dispatch, state.tr.setNodeMarkup(before(state.doc, line), undefined, { ...attrs, kind }));
  };

/** A line goes with all that stands beneath it. */
const remove =
  (at?: number): Command =>
  (state, dispatch) => {
    const line = at ?? lineAt(state);
    const lines = linesOfDoc(state.doc);
    const [from, end] = [before(state.doc, line), before(state.doc, endOf(lines, line))];
    const { tr } = state;
    if (end - from >= state.doc.content.size) tr.replaceWith(from, end, contentOf(state.schema, []));
    else tr.delete(from, end);
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)), -1));
    return changed(dispatch, tr);
  };

/** Splits the line: the first half stays the clause that it was. At the very beginning a new line comes before. */
const split: Command = (state, dispatch) => {
  const { tr } = state;
  if (!state.selection.empty) tr.deleteSelection();
  const $from = tr.doc.resolve(tr.selection.from);
  const at = $from.index(0);
  const lines = linesOfDoc(tr.doc);
  if ($from.parentOffset === 0 && $from.parent.content.size > 0) {
    const { kind, depth } = must(lines[at], 'line of the selection');
    const fresh = nodeOf(state.schema, {
      id: null,
      kind: kind === 'title' ? 'paragraph' : kind,
      depth,
      runs: [],
    });
    return changed(dispatch, tr.insert($from.before(), fresh));
  }
  const type = nodeNamed(state.schema, 'clause');
  tr.split($from.pos, 1, [{ type, attrs: { id: null, ...following(lines, at) } }]);
  return changed(dispatch, tr);
};

/** At a line's beginning: it joins the one before, which stays the clause that it was, unless it has no words. */
const joinBefore: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const at = $from.index(0);
  if (!empty || $from.parentOffset > 0) return false;
  return at === 0 ? true : join(state, dispatch, at);
};

const joinBehind: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const at = $from.index(0);
  if (!empty || $from.parentOffset < $from.parent.content.size) return false;
  return at + 1 >= state.doc.childCount ? true : join(state, dispatch, at + 1);
};

/** Joins a line to the one before; of two of which one has no words the other stays. */
function join(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined, at: number): true {
  const { tr, doc } = state;
  const place = before(doc, at);
  if (doc.child(at - 1).content.size > 0) return changed(dispatch, tr.join(place));
  tr.delete(before(doc, at - 1), place);
  return changed(dispatch, tr);
}

const toggle =
  (mark: 'strong' | 'em'): Command =>
  (state, dispatch) => {
    const type = markOf(state.schema, mark);
    const { from, to, empty, $from } = state.selection;
    const { tr } = state;
    if (empty) {
      const on = type.isInSet(state.storedMarks ?? $from.marks());
      return changed(dispatch, on ? tr.removeStoredMark(type) : tr.addStoredMark(type.create()));
    }
    const on = state.doc.rangeHasMark(from, to, type);
    return changed(dispatch, on ? tr.removeMark(from, to, type) : tr.addMark(from, to, type.create()));
  };

/** Links the selected words; null takes the link away. */
const link =
  (href: string | null): Command =>
  (state, dispatch) => {
    const type = markOf(state.schema, 'link');
    const { from, to } = state.selection;
    const { tr } = state;
    return changed(
      dispatch,
      href === null ? tr.removeMark(from, to, type) : tr.addMark(from, to, type.create({ href })),
    );
  };

/** What can be done with the line where the selection is, or with line `at`. */
export const acts = {
  deepen,
  move,
  become,
  remove,
  toggle,
  link,
  undo,
  redo,
};

/** Ids: which the text had from its owner, and the next that is free. */
export interface Ids {
  readonly known: Set<string>;
  next: number;
}

/** Takes ids into account that came from outside. */
export function learn(ids: Ids, all: Iterable<string>): void {
  for (const id of all) {
    ids.known.add(id);
    const own = /^n(\d{1,9})$/.exec(id);
    if (own) ids.next = Math.max(ids.next, Number(own[1]) + 1);
  }
}

/** Every line has an id of its own and stands no deeper than it can. */
const Tidy = (ids: Ids) =>
  Extension.create({
    name: 'tidy',
    addProseMirrorPlugins: () => [
      new Plugin({
        appendTransaction: (transactions, _, state) => {
          if (!transactions.some((one) => one.docChanged)) return null;
          const lines = linesOfDoc(state.doc);
          const depths = settled(lines.map(({ depth }) => depth));
          const seen = new Set<string>();
          const { tr } = state;
          let position = 0;
          lines.forEach((line, place) => {
            const fresh = !line.id || seen.has(line.id) || !ids.known.has(line.id);
            const id = fresh ? `n${ids.next++}` : line.id;
            ids.known.add(id);
            seen.add(id);
            if (fresh || depths[place] !== line.depth) {
              tr.setNodeMarkup(position, undefined, { id, kind: line.kind, depth: depths[place] });
            }
            position += state.doc.child(place).nodeSize;
          });
          return tr.docChanged ? tr : null;
        },
      }),
    ],
  });

/** What a line shows beside its words: its number, and what the owner of the editor has to say of it. */
export interface Beside {
  readonly notes: ReadonlyMap<string, string>;
  readonly hints: ReadonlyMap<string, string>;
}

const beside = new PluginKey<DecorationSet>('beside');

const Numbers = (said: { current: Beside }) =>
  Extension.create({
    name: 'numbers',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key: beside,
        state: {
          init: (_, state) => decorations(state.doc, said.current),
          apply: (tr, old, _, state) =>
            tr.docChanged || tr.getMeta(beside) ? decorations(state.doc, said.current) : old,
        },
        props: { decorations: (state) => beside.getState(state) },
      }),
    ],
  });

function decorations(doc: DocNode, { notes, hints }: Beside): DecorationSet {
  const lines = linesOfDoc(doc);
  // A line without words is numbered as it will be.
  const all = lines.map((line) => ({ ...line, runs: [{ text: '.', strong: false, em: false, href: null }] }));
  const labels = numbers(clausesOf(all));
  let position = 0;
  return DecorationSet.create(
    doc,
    lines.map((line, place) => {
      const size = doc.child(place).nodeSize;
      const said = {
        number: labels[line.id] ?? '',
        note: notes.get(line.id) ?? '',
        hint: line.runs.length === 0 ? (hints.get(line.id) ?? '') : '',
      };
      position += size;
      return Decoration.node(position - size, position, {}, said);
    }),
  );
}

/** Shows notes and hints as they are now. */
export const showBeside = (editor: Editor): void =>
  editor.view.dispatch(editor.state.tr.setMeta(beside, true));

const Keys = (leave: { armed: boolean }) =>
  Extension.create({
    name: 'keys',
    priority: 1000,
    addProseMirrorPlugins: () => [
      history(),
      keymap({
        Enter: split,
        'Shift-Enter': split,
        'Mod-Enter': () => true,
        Backspace: joinBefore,
        'Mod-Backspace': joinBefore,
        'Shift-Backspace': joinBefore,
        Delete: joinBehind,
        'Mod-Delete': joinBehind,
        // Escape lets the next Tab leave the text: nobody is trapped in it.
        Tab: (state, dispatch) => (leave.armed ? false : (deepen(1)(state, dispatch), true)),
        'Shift-Tab': (state, dispatch) => (leave.armed ? false : (deepen(-1)(state, dispatch), true)),
        Escape: () => (leave.armed = true),
        'Alt-ArrowUp': (state, dispatch) => (move('up')(state, dispatch), true),
        'Alt-ArrowDown': (state, dispatch) => (move('down')(state, dispatch), true),
        'Mod-b': toggle('strong'),
        'Mod-i': toggle('em'),
        'Mod-z': undo,
        'Mod-y': redo,
        'Shift-Mod-z': redo,
      }),
    ],
  });

const Paste = (told: (dropped: Pasted['dropped']) => void) =>
  Extension.create({
    name: 'paste',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handlePaste: (view, event) => {
            const html = event.clipboardData?.getData('text/html') ?? '';
            // What was copied in an editor of clauses comes back as it was, with its ids where they are free.
            if (html.includes('data-pm-slice') && html.includes('data-clause')) return false;
            const pasted =
              html === '' ? pastedText(event.clipboardData?.getData('text/plain') ?? '') : pastedHtml(html);
            view.dispatch(closeHistory(put(view.state, pasted)).scrollIntoView().setMeta('paste', true));
            told(pasted.dropped);
            return true;
          },
          handleDrop: (_view, _event, _slice, moved) => !moved,
        },
      }),
    ],
  });

/** Puts what was pasted where the selection is: words into the line, clauses behind it or in place of an empty one. */
function put(state: EditorState, { runs, drafts }: Pasted): Transaction {
  const { tr, schema } = state;
  if (!state.selection.empty) tr.deleteSelection();
  if (runs !== null) return tr.replaceSelection(new Slice(Fragment.from(inlineOf(schema, runs)), 0, 0));
  const $from = tr.doc.resolve(tr.selection.from);
  const at = $from.index(0);
  const lines = linesOfDoc(tr.doc);
  const titled = lines.some(({ kind }) => kind === 'title');
  const depths: number[] = [];
  const nodes = drafts.map((draft) => {
    const depth =
      draft.parent === null
        ? must(lines[at], 'line of the selection').depth
        : must(depths[draft.parent], 'depth of the parent') + 1;
    depths.push(depth);
    const kind = draft.kind === 'title' && titled ? 'heading' : draft.kind;
    return nodeOf(schema, { id: null, kind, depth, runs: runsOfDraft(draft) });
  });
  const empty = $from.parent.content.size === 0;
  const from = empty ? $from.before() : $from.after();
  tr.replaceWith(from, $from.after(), nodes);
  const end = from + nodes.reduce((size, node) => size + node.nodeSize, 0);
  return tr.setSelection(Selection.near(tr.doc.resolve(end), -1));
}

/**
 * Shows other lines, as somebody else changed the text: what is the same stays, the selection with it, and undoing goes past
 * it. Lines that the writer has just begun and that have no words yet stay behind their neighbour.
 */
export function showLines(editor: Editor, lines: readonly Line[], ids: Ids): void {
  const { state } = editor;
  const { schema, doc } = state;
  const shown = linesOfDoc(doc);
  const fresh = new Set(lines.map(({ id }) => id));
  learn(ids, fresh);
  const wanted = [...lines];
  shown.forEach((line, place) => {
    const begun = line.runs.length === 0 && /^n\d+$/.test(line.id) && !fresh.has(line.id);
    if (!begun) return;
    const behind = wanted.findIndex(({ id }) => id === shown[place - 1]?.id);
    if (place === 0 || behind >= 0) wanted.splice(behind + 1, 0, line);
  });
  const nodes = contentOf(schema, wanted);
  const same = (a: DocNode, b: DocNode | undefined): boolean => b !== undefined && a.eq(b);
  const shared = Math.min(nodes.length, doc.childCount);
  let first = 0;
  while (first < shared && same(doc.child(first), nodes[first])) first++;
  let last = 0;
  while (last < shared - first && same(doc.child(doc.childCount - 1 - last), nodes[nodes.length - 1 - last]))
    last++;
  const [until, end] = [doc.childCount - last, nodes.length - last];
  if (first === until && first === end) return;
  const { tr } = state;
  const aligned =
    until === end &&
    nodes.slice(first, end).every((node, i) => node.attrs['id'] === doc.child(first + i).attrs['id']);
  if (aligned) {
    // From the end, so that what comes before keeps its place.
    for (let at = end - 1; at >= first; at--)
      replaceLine(tr, { at: before(doc, at), old: doc.child(at), node: must(nodes[at], 'line to show') });
  } else {
    const { $head } = state.selection;
    const here = { id: $head.parent.attrs['id'] as string, offset: $head.parentOffset };
    tr.replaceWith(before(doc, first), before(doc, until), nodes.slice(first, end));
    const to = nodes.findIndex((node) => node.attrs['id'] === here.id);
    const own = nodes[to];
    if (own && to >= first && to < end) {
      const position = before(tr.doc, to) + 1 + Math.min(here.offset, own.content.size);
      tr.setSelection(TextSelection.create(tr.doc, position));
    }
  }
  editor.view.dispatch(tr.setMeta('addToHistory', false));
}

/** Only the words that differ are replaced: a cursor before or behind them stays at its word. */
function replaceLine(tr: Transaction, { at, old, node }: { at: number; old: DocNode; node: DocNode }): void {
  if (old.eq(node)) return;
  const from = old.content.findDiffStart(node.content);
  if (from !== null) {
    let { a, b } = must(old.content.findDiffEnd(node.content), 'end of the difference');
    const overlap = from - Math.min(a, b);
    if (overlap > 0) {
      a += overlap;
      b += overlap;
    }
    tr.replace(at + 1 + from, at + 1 + a, node.slice(from, b));
  }
  if (!old.hasMarkup(node.type, node.attrs, node.marks)) tr.setNodeMarkup(at, undefined, node.attrs);
}

/** Everything that the editor knows. */
export const extensionsOf = ({
  ids,
  said,
  leave,
  told,
  view,
}: {
  ids: Ids;
  said: { current: Beside };
  leave: { armed: boolean };
  told: (dropped: Pasted['dropped']) => void;
  view: (of: NodeViewRendererProps) => NodeView;
}) => [Doc, Words, ClauseNode(view), Strong, Em, Link, Tidy(ids), Numbers(said), Keys(leave), Paste(told)];
