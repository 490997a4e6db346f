import { ActionIcon, Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { must } from '../../../src/basics/must.js';
import { CLAUSE_KINDS, numbers } from '../../../src/instruments/clause.js';
import type { Clause } from '../../../src/instruments/clause.js';
import { ArrowIcon, CrossIcon, LinkIcon, RedoIcon, UndoIcon } from '../ui/icons.js';
import { useWords } from '../words/words.js';
import {
  acts,
  contentOf,
  extensionsOf,
  learn,
  lineAt,
  linesOfDoc,
  showBeside,
  showLines,
} from './clause-schema.js';
import type { Beside, Ids } from './clause-schema.js';
import { clauseView } from './clause-view.js';
import type { Handle } from './clause-view.js';
import classes from './editor.module.css';
import { clausesOf, linesOf } from './lines.js';
import type { Pasted } from './paste.js';

export interface ClauseEditorProps {
  readonly clauses: readonly Clause[];
  /** Told the whole text after each change; a clause that has just been begun is in it once it has words. */
  readonly onChange: (clauses: readonly Clause[]) => void;
  /** The language of the text. */
  readonly lang: string;
  /** What the text is called, for screen readers. */
  readonly label: string;
  readonly readOnly?: boolean;
  /** Told in which clause the cursor is, when that changes. */
  readonly onWhere?: (clause: string | null) => void;
  /** Short notes beside clauses, by id. */
  readonly notes?: ReadonlyMap<string, string>;
  /** What an empty clause shows in grey, by id: its words in another language. */
  readonly hints?: ReadonlyMap<string, string>;
}

const NONE: ReadonlyMap<string, string> = new Map();

const sameText = (a: readonly Clause[], b: readonly Clause[]): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((one, place) => {
      const other = b[place];
      return (
        one.id === other?.id &&
        one.kind === other.kind &&
        one.parent === other.parent &&
        one.text === other.text
      );
    }));

/** The editor itself; its script is large and comes with the first text that somebody writes. */
export default function ClauseEditor(props: ClauseEditorProps) {
  const { clauses, lang, label, readOnly = false, notes = NONE, hints = NONE } = props;
  const { t } = useWords();
  const help = useId();
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [, setTick] = useState(0);
  const [dropped, setDropped] = useState<Pasted['dropped']>({});
  const [menu, setMenu] = useState<number | null>(null);
  // What the editor's own listeners read: they are bound once.
  const now = useRef(props);
  const said = useRef<Beside>({ notes, hints });
  const handle = useRef<Handle>({ nameOf: () => '', onPress: () => undefined });
  useLayoutEffect(() => {
    now.current = props;
    handle.current = {
      nameOf: (kind, number) => t('editor.handle', { clause: `${t(`clause.${kind}`)} ${number}`.trim() }),
      onPress: (position) => {
        if (editor) setMenu(editor.state.doc.resolve(position).index(0));
      },
    };
  });
  /** The text as the owner knows it: given, or told. */
  const text = useRef<readonly Clause[]>(clauses);
  const ids = useRef<Ids>({ known: new Set(), next: 1 });

  // Made and named before anybody sees it: a field without a name is read out as nothing.
  useLayoutEffect(() => {
    const leave = { armed: false };
    learn(
      ids.current,
      now.current.clauses.map(({ id }) => id),
    );
    const told = (given: Pasted['dropped']): void => setDropped(given);
    const made = new Editor({
      element: must(host.current, 'element of the editor'),
      injectCSS: false,
      extensions: extensionsOf({
        ids: ids.current,
        said,
        leave,
        told,
        view: (of) => clauseView(of, handle),
      }),
      editable: !now.current.readOnly,
    });
    // The first lines are no change that could be undone.
    const { state } = made;
    const first = contentOf(state.schema, linesOf(now.current.clauses));
    made.view.dispatch(state.tr.replaceWith(0, state.doc.content.size, first).setMeta('addToHistory', false));
    text.current = now.current.clauses;
    let where: string | null = null;
    made.on('transaction', ({ transaction }) => {
      setTick((tick) => tick + 1);
      if (transaction.docChanged) {
        const given = new Map(now.current.clauses.map((one) => [one.id, one.text]));
        const next = clausesOf(linesOfDoc(made.state.doc), given);
        if (!sameText(next, text.current)) {
          text.current = next;
          now.current.onChange(next);
        }
      }
      const here = made.isFocused ? (linesOfDoc(made.state.doc)[lineAt(made.state)]?.id ?? null) : where;
      if (here !== where) now.current.onWhere?.((where = here));
    });
    made.on('focus', () => (leave.armed = false));
    setEditor(made);
    return () => {
      made.destroy();
      setEditor(null);
    };
  }, []);

  useEffect(() => {
    if (!editor || sameText(clauses, text.current)) return;
    text.current = clauses;
    showLines(editor, linesOf(clauses), ids.current);
  }, [editor, clauses]);

  useEffect(() => {
    said.current = { notes, hints };
    if (editor) showBeside(editor);
  }, [editor, notes, hints, t]);

  useLayoutEffect(() => {
    editor?.setOptions({
      editable: !readOnly,
      editorProps: {
        attributes: {
          lang,
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          'aria-describedby': help,
          'aria-readonly': String(readOnly),
          class: must(classes['text'], 'class of the text'),
          ...(readOnly && { tabindex: '0' }),
        },
      },
    });
  }, [editor, readOnly, lang, label, help]);

  return (
    <div className={classes['editor']} data-testid="clause-editor">
      {editor && !readOnly && (
        <Toolbar editor={editor} onMenu={() => setMenu(lineAt(editor.state))} label={label} />
      )}
      <Text id={help} size="sm" c="dimmed" px="sm" pt="xs" hidden={readOnly}>
        {t('editor.help')}
      </Text>
      <Dropped dropped={dropped} onClose={() => setDropped({})} />
      <div ref={host} />
      {editor && menu !== null && menu < editor.state.doc.childCount && (
        <ClauseMenu editor={editor} at={menu} onAt={setMenu} />
      )}
    </div>
  );
}

/** Does an act on the text, and gives the focus back to it. */
export function perform(editor: Editor, command: Command, { focus = true }: { focus?: boolean } = {}): void {
  command(editor.state, editor.view.dispatch.bind(editor.view));
  if (focus) editor.view.focus();
}

const can = (editor: Editor, command: Command): boolean => command(editor.state);

function Toolbar({ editor, label, onMenu }: { editor: Editor; label: string; onMenu: () => void }) {
  const { t } = useWords();
  const line = linesOfDoc(editor.state.doc)[lineAt(editor.state)];
  const number = line ? numberOf(editor, line.id) : '';
  return (
    <div role="toolbar" aria-label={t('editor.toolbar', { text: label })} className={classes['toolbar']}>
      <Button variant="default" size="sm" onClick={onMenu} className={classes['current']}>
        {`${t(`clause.${line?.kind ?? 'paragraph'}`)} ${number}`.trim()}
      </Button>
      <Marks editor={editor} />
    </div>
  );
}

/** What every toolbar of a text has: emphasis, links, one step back and forth. */
export function Marks({ editor }: { editor: Editor }) {
  const { t } = useWords();
  const [linking, { open, close }] = useDisclosure(false);
  const pressed = (mark: string): boolean => editor.isActive(mark);
  const marks = [
    ['strong', 'editor.strong', <b key="b">B</b>],
    ['em', 'editor.em', <i key="i">I</i>],
  ] as const;
  return (
    <>
      {marks.map(([mark, name, sign]) => (
        <ActionIcon
          key={mark}
          variant={pressed(mark) ? 'filled' : 'subtle'}
          aria-pressed={pressed(mark)}
          aria-label={t(name)}
          onClick={() => perform(editor, acts.toggle(mark))}
        >
          {sign}
        </ActionIcon>
      ))}
      <ActionIcon
        variant={pressed('link') ? 'filled' : 'subtle'}
        aria-label={t('editor.link')}
        disabled={editor.state.selection.empty && !pressed('link')}
        onClick={open}
      >
        <LinkIcon />
      </ActionIcon>
      <ActionIcon
        aria-label={t('editor.undo')}
        disabled={!can(editor, acts.undo)}
        onClick={() => perform(editor, acts.undo)}
      >
        <UndoIcon />
      </ActionIcon>
      <ActionIcon
        aria-label={t('editor.redo')}
        disabled={!can(editor, acts.redo)}
        onClick={() => perform(editor, acts.redo)}
      >
        <RedoIcon />
      </ActionIcon>
      {linking && <LinkForm editor={editor} onClose={close} />}
    </>
  );
}

/** The number that a line has, or will have once it has words. */
function numberOf(editor: Editor, id: string): string {
  const lines = linesOfDoc(editor.state.doc);
  const given = new Map(lines.map((line) => [line.id, '.']));
  return numbers(clausesOf(lines, given))[id] ?? '';
}

function LinkForm({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useWords();
  const before = (editor.getAttributes('link')['href'] as string | undefined) ?? '';
  const [href, setHref] = useState(before || 'https://');
  const set = (to: string | null): void => {
    // Of a link in which the cursor merely stands, all words are meant.
    if (editor.state.selection.empty) editor.commands.extendMarkRange('link');
    perform(editor, acts.link(to));
    onClose();
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    set(href.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('editor.link')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <form onSubmit={send}>
        <Stack>
          <TextInput
            label={t('editor.link_address')}
            description={t('editor.link_means')}
            type="url"
            required
            pattern="https://[^\s\(\)]+"
            value={href}
            onChange={(event) => setHref(event.currentTarget.value)}
            data-autofocus
          />
          <Group>
            <Button type="submit">{t('editor.link_set')}</Button>
            {before !== '' && (
              <Button variant="default" onClick={() => set(null)}>
                {t('editor.link_remove')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const MOVES = ['up', 'down', 'in', 'out'] as const;

/** What can be done with one clause; it stays open while the clause moves. */
function ClauseMenu({ editor, at, onAt }: { editor: Editor; at: number; onAt: (at: number | null) => void }) {
  const { t } = useWords();
  const line = must(linesOfDoc(editor.state.doc)[at], 'line of the menu');
  const number = numberOf(editor, line.id);
  const words = line.runs.map((run) => run.text).join('');
  const commands = {
    up: acts.move('up', at),
    down: acts.move('down', at),
    in: acts.deepen(1, at),
    out: acts.deepen(-1, at),
  };
  const go = (command: Command): void => {
    perform(editor, command, { focus: false });
    const to = linesOfDoc(editor.state.doc).findIndex(({ id }) => id === line.id);
    onAt(to < 0 ? null : to);
  };
  return (
    <Modal
      opened
      onClose={() => onAt(null)}
      title={`${t(`clause.${line.kind}`)} ${number}`.trim()}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <Stack>
        <Text lineClamp={2} c="dimmed" role="status">
          {`${number} ${words}`.trim() || t('editor.no_words')}
        </Text>
        <NativeSelect
          label={t('editor.kind')}
          value={line.kind}
          onChange={(event) => {
            const kind = CLAUSE_KINDS.find((one) => one === event.currentTarget.value);
            if (kind) go(acts.become(kind, at));
          }}
          data={CLAUSE_KINDS.map((kind) => ({ value: kind, label: t(`clause.${kind}`) }))}
        />
        <div className={classes['moves']}>
          {MOVES.map((one) => (
            <Button
              key={one}
              variant="default"
              leftSection={<ArrowIcon to={one} />}
              disabled={!can(editor, commands[one])}
              onClick={() => go(commands[one])}
            >
              {t(`editor.move_${one}`)}
            </Button>
          ))}
        </div>
        <Button variant="default" color="red" leftSection={<CrossIcon />} onClick={() => go(acts.remove(at))}>
          {t('editor.delete')}
        </Button>
      </Stack>
    </Modal>
  );
}

/** What was pasted and could not come in. */
function Dropped({ dropped, onClose }: { dropped: Pasted['dropped']; onClose: () => void }) {
  const { t, known } = useWords();
  const all = Object.entries(dropped);
  if (all.length === 0) return null;
  return (
    <Alert
      color="orange"
      role="status"
      m="sm"
      title={t('editor.dropped')}
      withCloseButton
      closeButtonLabel={t('ui.close')}
      onClose={onClose}
    >
      {all.map(([what, count]) => `${known(`dropped.${what}`) ?? what} (${count})`).join(', ')}
    </Alert>
  );
}
