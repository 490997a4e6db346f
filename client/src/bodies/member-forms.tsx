import { Button, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import type { MemberView } from '../../../src/bodies/bodies.contract.js';
import type { RuleSet } from '../../../src/rules/ruleset.js';
import { ReasonDialog } from '../assemblies/with-reason.js';
import { useAct, useRead } from '../house/api.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Read } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { factsFrom, MemberFields, NO_FACTS, typedOf, type TypedFacts } from './member-fields.js';

interface OfBody {
  readonly body: string;
  readonly rules: RuleSet | null;
  readonly members: readonly MemberView[];
  readonly onClose: () => void;
  /** Says what was done, by the member's name. */
  readonly onDone: (name: string) => void;
}

/** A form in a dialog. */
function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {children}
    </Modal>
  );
}

/** Admits one member: an organisation that is registered, or one that is named here. */
export function Admit({ body, rules, members, onClose, onDone }: OfBody) {
  const { t } = useWords();
  const organisations = useRead(bodyRoutes.organisations, {});
  const admit = useAct(bodyRoutes.admitMember);
  const [organisation, setOrganisation] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [contact, setContact] = useState('');
  const [typed, setTyped] = useState<TypedFacts>(NO_FACTS);
  const refused = useRefused(admit.error, {
    'member.exists': 'organisation',
    'organisation.unknown': 'organisation',
  });
  const there = new Set(members.map((member) => member.organisation));
  return (
    <Dialog title={t('member.admit')} onClose={onClose}>
      <Read query={organisations}>
        {({ organisations: all }) => {
          const submit = (event: FormEvent): void => {
            event.preventDefault();
            const called = all.find(({ id }) => id === organisation)?.name ?? name.trim();
            admit.mutate(
              {
                ...{ body, organisation, name: organisation === null ? name.trim() : null },
                ...{ facts: factsFrom(typed), contact: contact.trim() || null },
              },
              {
                onSuccess: () => {
                  onDone(t('member.admitted', { name: called }));
                  onClose();
                },
              },
            );
          };
          return (
            <form onSubmit={submit}>
              <Stack>
                <Select
                  label={t('bodies.organisation')}
                  searchable
                  allowDeselect={false}
                  value={organisation ?? ''}
                  error={refused.at('organisation')}
                  onChange={(value) => setOrganisation(value || null)}
                  data={[
                    { value: '', label: t('member.organisation_new') },
                    ...all
                      .filter(({ id }) => !there.has(id))
                      .map((one) => ({ value: one.id, label: one.name })),
                  ]}
                  data-autofocus
                />
                {organisation === null && (
                  <TextInput
                    label={t('member.name_new')}
                    required
                    maxLength={200}
                    autoComplete="off"
                    value={name}
                    error={refused.at('name')}
                    onChange={(event) => setName(event.currentTarget.value)}
                  />
                )}
                <MemberFields
                  {...{ typed, rules, members }}
                  onType={(more) => setTyped((before) => ({ ...before, ...more }))}
                  errorAt={refused.at}
                />
                <Contact value={contact} error={refused.at('contact')} onType={setContact} />
                <Failure error={refused.rest} />
                <Button type="submit" loading={admit.isPending}>
                  {t('member.admit')}
                </Button>
              </Stack>
            </form>
          );
        }}
      </Read>
    </Dialog>
  );
}

function Contact({
  value,
  error,
  onType,
}: {
  value: string;
  error: string | undefined;
  onType: (text: string) => void;
}) {
  const { t } = useWords();
  return (
    <TextInput
      label={t('member.contact')}
      description={t('member.contact_means')}
      type="email"
      maxLength={254}
      autoComplete="off"
      value={value}
      error={error}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}

/** Changes what is recorded of a member; only what is said otherwise is sent. */
export function Change({ member, ...of }: OfBody & { member: MemberView }) {
  const { t } = useWords();
  const contact = useRead(bodyRoutes.memberContact, { body: of.body, member: member.id });
  return (
    <Dialog title={t('ui.pair', { name: t('member.change'), what: member.name })} onClose={of.onClose}>
      <Read query={contact}>{(read) => <ChangeForm {...{ member, ...of }} address={read.contact} />}</Read>
    </Dialog>
  );
}

function ChangeForm({
  body,
  rules,
  members,
  member,
  address,
  onClose,
  onDone,
}: OfBody & { member: MemberView; address: string | null }) {
  const { t } = useWords();
  const change = useAct(bodyRoutes.changeMember);
  const [begun] = useState({ facts: typedOf(member), contact: address ?? '' });
  const [typed, setTyped] = useState(begun.facts);
  const [contact, setContact] = useState(begun.contact);
  const [reason, setReason] = useState('');
  const refused = useRefused(change.error, {});
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const said = Object.fromEntries(
      Object.entries(factsFrom(typed)).filter(
        ([fact]) => typed[fact as keyof TypedFacts] !== begun.facts[fact as keyof TypedFacts],
      ),
    );
    change.mutate(
      {
        ...{ body, member: member.id, facts: said, reason: reason.trim() || null },
        ...(contact.trim() !== begun.contact && { contact: contact.trim() || null }),
      },
      {
        onSuccess: () => {
          onDone(t('member.changed', { name: member.name }));
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{t('member.change_means')}</Text>
        <MemberFields
          {...{ typed, rules, members }}
          onType={(more) => setTyped((before) => ({ ...before, ...more }))}
          errorAt={refused.at}
        />
        <Contact value={contact} error={refused.at('contact')} onType={setContact} />
        <TextInput
          label={t('ui.reason')}
          maxLength={300}
          value={reason}
          error={refused.at('reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Failure error={refused.rest} />
        <Button type="submit" loading={change.isPending}>
          {t('member.change')}
        </Button>
      </Stack>
    </form>
  );
}

type OfMember = Pick<OfBody, 'body' | 'onClose' | 'onDone'> & { readonly member: MemberView };

/** Ends a membership on a date, with the reason. */
export function End({ body, member, onClose, onDone }: OfMember) {
  const { t } = useWords();
  const end = useAct(bodyRoutes.endMembership);
  const [to, setTo] = useState('');
  const refused = useRefused(end.error, {});
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('member.end')}
      about={member.name}
      means={t('member.end_means')}
      error={refused.rest}
      busy={end.isPending}
      onReason={(reason, close) =>
        end.mutate(
          { body, member: member.id, to: to.trim(), reason },
          {
            onSuccess: () => {
              onDone(t('member.changed', { name: member.name }));
              close();
            },
          },
        )
      }
    >
      <EdtfInput label={t('member.end_on')} required value={to} error={refused.at('to')} onChange={setTo} />
    </ReasonDialog>
  );
}

/** Strikes a member that was admitted by mistake. */
export function Strike({ body, member, onClose, onDone }: OfMember) {
  const { t } = useWords();
  const strike = useAct(bodyRoutes.strikeMember);
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('member.strike')}
      about={member.name}
      means={t('member.strike_means')}
      error={strike.error}
      busy={strike.isPending}
      onReason={(reason, close) =>
        strike.mutate(
          { body, member: member.id, reason },
          {
            onSuccess: () => {
              onDone(t('member.changed', { name: member.name }));
              close();
            },
          },
        )
      }
    />
  );
}
