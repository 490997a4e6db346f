import { Button, Menu, Modal } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ReactNode } from 'react';
import { toMerge } from '../../../src/motions/family.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { allows, isMain, isOver, isPending } from '../../../src/motions/motion.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { ACCESS } from '../../../src/access/access.js';
import type { Act } from '../../../src/access/access.js';
import { inLang, useWords } from '../words/words.js';
import {
  AdjournForm,
  AmendForm,
  AmendmentForm,
  DivideForm,
  FallForm,
  InadmissibleForm,
  OrderForm,
  ProcedureForm,
  RemitForm,
  ResumeForm,
  SecondForForm,
  SecondForm,
  TakeOutForm,
  WithdrawForm,
} from './forms.js';
import { CorrectForm } from './correct-form.js';
import { ReviseForm } from './revise.js';
import { dependentsOf, nameOf } from './states.js';
import { onVersion } from './subject.js';
import { isTranslatable, TranslateForm } from './translate-form.js';

export interface FormProps {
  readonly motion: MotionView;
  readonly floor: FloorView;
  readonly onDone: () => void;
}

/** What may be done with a motion besides the next step: who may, in which of its states, with which form. */
const DEEDS = {
  second: {
    act: 'motion.second',
    form: SecondForm,
    when: (m, f) => m.state === 'submitted' && f.speaksFor.length > 0 && notOwn(m, f),
  },
  secondFor: {
    act: 'motion.second',
    form: SecondForForm,
    when: (m, f) => m.state === 'submitted' && m.member !== null && !onlyDelegate(f),
  },
  amendment: {
    act: 'motion.submit',
    form: AmendmentForm,
    when: (m, f) => amendable(m) && isPending(m) && !onVersion(m, f.motions),
  },
  translate: {
    act: 'motion.translate',
    form: TranslateForm,
    when: (m) => allows(m, 'translate') && isTranslatable(m),
  },
  correct: { act: 'motion.correct', form: CorrectForm, when: (m) => allows(m, 'correct') },
  procedure: { act: 'motion.submit', form: ProcedureForm, when: (m) => isMain(m) && m.state !== 'voting' },
  order: {
    act: 'motion.order',
    form: OrderForm,
    when: (m, f) => allows(m, 'order') && amendmentsOf(m, f).filter((one) => !isOver(one)).length > 1,
  },
  amend: {
    act: 'motion.amend',
    form: AmendForm,
    when: (m, f) => allows(m, 'amend') && waiting(m, f).length > 0,
  },
  revise: {
    act: 'motion.amend',
    form: ReviseForm,
    when: (m) => m.about.kind === 'stage' && allows(m, 'revise'),
  },
  divide: {
    act: 'motion.order',
    form: DivideForm,
    when: (m, f) =>
      isMain(m) &&
      m.about.kind !== 'stage' &&
      allows(m, 'order') &&
      !dependentsOf(m, f.motions).some(({ about }) => about.kind === 'part'),
  },
  fall: {
    act: 'motion.order',
    form: FallForm,
    when: (m, f) => allows(m, 'fall') && f.motions.some((one) => one.state === 'adopted'),
  },
  takeOut: {
    act: 'motion.take_out',
    form: TakeOutForm,
    when: (m) => m.bloc !== null && allows(m, 'takeOut'),
  },
  adjourn: { act: 'motion.adjourn', form: AdjournForm, when: (m) => allows(m, 'adjourn') },
  remit: { act: 'motion.adjourn', form: RemitForm, when: (m) => isMain(m) && allows(m, 'remit') },
  resume: { act: 'motion.adjourn', form: ResumeForm, when: (m) => allows(m, 'resume') },
  inadmissible: { act: 'motion.refuse', form: InadmissibleForm, when: (m) => allows(m, 'refuse') },
  withdraw: {
    act: 'motion.withdraw',
    form: WithdrawForm,
    when: (m, f) => allows(m, 'withdraw') && (!onlyDelegate(f) || !notOwn(m, f)),
  },
} as const satisfies Record<
  string,
  { act: Act; form: (props: FormProps) => ReactNode; when: (motion: MotionView, floor: FloorView) => boolean }
>;
type Deed = keyof typeof DEEDS;

/** What is done with a motion on a version, or with an amendment to one, at a page of its own. */
const PAGES = {
  amend: {
    act: 'motion.submit',
    when: (m, f) => amendable(m) && isPending(m) && onVersion(m, f.motions),
  },
  wordings: {
    act: 'motion.word',
    when: (m, f) => m.unworded.length > 0 && mayWord(m, f),
  },
  procedure: {
    act: 'motion.propose',
    when: (m, f) => m.about.kind === 'amendment' && onVersion(m, f.motions) && allows(m, 'propose'),
  },
} as const satisfies Record<string, { act: Act; when: (motion: MotionView, floor: FloorView) => boolean }>;
type PageOf = keyof typeof PAGES;

const amendable = ({ about, label }: MotionView): boolean =>
  about.kind !== 'procedure' && about.kind !== 'bloc' && !(about.kind === 'amendment' && label.includes('.'));
const amendmentsOf = (motion: MotionView, floor: FloorView): MotionView[] =>
  dependentsOf(motion, floor.motions).filter(({ about }) => about.kind === 'amendment');
/** What waits for a wording: adopted amendments, parts that were not adopted. */
export const waiting = (
  motion: MotionView,
  floor: FloorView,
): readonly { readonly id: string; readonly label: string }[] =>
  // What is adopted of the amendments to an amendment of a version is made in it.
  motion.about.kind === 'amendment' && motion.about.changes
    ? []
    : toMerge({ motion, dependents: dependentsOf(motion, floor.motions) });
const notOwn = ({ member }: MotionView, { speaksFor }: FloorView): boolean =>
  !speaksFor.some((one) => one.member === member);
const onlyDelegate = ({ offices }: FloorView): boolean =>
  !offices.includes('secretariat') && !offices.includes('chair');

export const mayDo = ({ offices }: FloorView, act: Act): boolean =>
  offices.some((office) => (ACCESS[act] as readonly string[]).includes(office));

/** Whether the reader words an amendment: its mover, or the secretariat for it. */
export const mayWord = (motion: MotionView, floor: FloorView): boolean =>
  mayDo(floor, 'motion.word') &&
  allows(motion, 'word') &&
  (floor.offices.includes('secretariat') || floor.speaksFor.some(({ member }) => member === motion.member));

/** The rarer acts on a motion, behind one button. */
export function MotionActs({ motion, floor }: { motion: MotionView; floor: FloorView }) {
  const { t, lang } = useWords();
  const [deed, setDeed] = useState<Deed | null>(null);
  const deeds = (Object.keys(DEEDS) as Deed[]).filter(
    (one) => mayDo(floor, DEEDS[one].act) && DEEDS[one].when(motion, floor),
  );
  const pages = (Object.keys(PAGES) as PageOf[]).filter(
    (one) => mayDo(floor, PAGES[one].act) && PAGES[one].when(motion, floor),
  );
  if (deeds.length === 0 && pages.length === 0) return null;
  const Form = deed && DEEDS[deed].form;
  const close = (): void => setDeed(null);
  const name = nameOf(motion, t);
  return (
    <>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <Button variant="default" aria-label={t('ui.pair', { name: t('motion.more'), what: name })}>
            {t('motion.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {pages.map((one) => (
            <Menu.Item key={one} component={Link} to={`/motions/${motion.id}/${one}`} py="sm">
              {t(`motion.page.${one}`)}
            </Menu.Item>
          ))}
          {deeds.map((one) => (
            <Menu.Item key={one} onClick={() => setDeed(one)} py="sm">
              {t(`motion.do.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={deed !== null}
        onClose={close}
        title={deed && t('ui.pair', { name: t(`motion.do.${deed}`), what: name })}
        size="lg"
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <p lang={inLang(motion.titles, lang).lang}>{inLang(motion.titles, lang).text}</p>
        {Form && <Form motion={motion} floor={floor} onDone={close} />}
      </Modal>
    </>
  );
}
