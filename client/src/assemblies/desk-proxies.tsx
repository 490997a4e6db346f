import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type {
  AssemblyView,
  CredentialView,
  ProxyScope,
  ProxyTerms,
  ProxyView,
} from '../../../src/assemblies/assemblies.contract.js';
import { designationRoutes } from '../../../src/assemblies/designations.contract.js';
import { byName } from '../../../src/basics/order.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { isOver } from '../../../src/motions/motion.js';
import { useAct, useRead } from '../house/api.js';
import { nameOf } from '../motions/states.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { Card, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { WithReason } from './with-reason.js';

type Assembly = z.infer<typeof AssemblyView>;
type Proxy = z.infer<typeof ProxyView>;
type Terms = z.infer<typeof ProxyTerms>;

/** Who votes for whom: registered under the rules' terms, for the whole assembly or a part of it, and revoked. */
export function Proxies({
  assembly,
  credentials,
  proxies,
  terms,
}: {
  assembly: Assembly;
  credentials: readonly z.infer<typeof CredentialView>[];
  proxies: readonly Proxy[];
  terms: Terms | null;
}) {
  const speech = useWords();
  const { t } = speech;
  const register = useAct(assemblyRoutes.registerProxy);
  const revoke = useAct(assemblyRoutes.revokeProxy);
  const { data } = useRead(motionRoutes.motions, { assembly: assembly.id });
  const designating = useRead(designationRoutes.designating, { assembly: assembly.id });
  const motions = data?.motions ?? [];
  const [grantor, setGrantor] = useState('');
  const [holder, setHolder] = useState('');
  const [scope, setScope] = useState('');
  const [instruction, setInstruction] = useState('');
  const scopes: Record<string, ProxyScope> = Object.fromEntries([
    ...assembly.items
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ id }) => [id, { kind: 'item', item: id }] as const),
    ...motions.filter((one) => !isOver(one)).map(({ id }) => [id, { kind: 'motion', motion: id }] as const),
  ]);
  // Also those that send nobody: they are the ones who need a proxy most.
  const members = (designating.data?.members ?? []).toSorted((a, b) => byName(a.name, b.name));
  const mayHold = credentials.filter((one) => one.state === 'accredited' && one.role !== 'observer');
  const holders = mayHold.filter((one) => one.member !== grantor);
  return (
    <Section title={t('proxy.title')}>
      <Stack>
        {terms?.allowed === false ? (
          <Text>{t('refused.proxy.not_allowed')}</Text>
        ) : (
          <Card>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                register.mutate(
                  {
                    ...{ assembly: assembly.id, grantor, holder },
                    scope: scopes[scope] ?? null,
                    instruction: instruction.trim() || null,
                  },
                  {
                    onSuccess: () => {
                      setGrantor('');
                      setInstruction('');
                    },
                  },
                );
              }}
            >
              <Stack>
                {terms && <TermsText terms={terms} timeZone={assembly.timeZone} />}
                {mayHold.length === 0 && <Text>{t('proxy.no_holder')}</Text>}
                <SimpleGrid cols={{ base: 1, sm: 3 }}>
                  <NativeSelect
                    label={t('proxy.grantor')}
                    required
                    value={grantor}
                    onChange={(event) => setGrantor(event.currentTarget.value)}
                    data={[
                      { value: '', label: '–' },
                      ...members.map(({ member, name }) => ({ value: member, label: name })),
                    ]}
                  />
                  <NativeSelect
                    label={t('proxy.holder')}
                    required
                    value={holder}
                    onChange={(event) => setHolder(event.currentTarget.value)}
                    data={[
                      { value: '', label: '–' },
                      ...holders.map((one) => ({
                        value: one.person.id,
                        label: `${one.person.name} (${one.organisation.name})`,
                      })),
                    ]}
                  />
                  <NativeSelect
                    label={t('proxy.scope')}
                    value={scope}
                    onChange={(event) => setScope(event.currentTarget.value)}
                    data={[
                      { value: '', label: t('proxy.scope_all') },
                      ...Object.entries(scopes).map(([value, one]) => ({
                        value,
                        label: scopeText(one, { assembly, motions, speech }),
                      })),
                    ]}
                  />
                </SimpleGrid>
                <Textarea
                  label={t('proxy.instruction')}
                  description={t('proxy.instruction_means')}
                  maxLength={2000}
                  autosize
                  value={instruction}
                  onChange={(event) => setInstruction(event.currentTarget.value)}
                />
                <Failure error={register.error} />
                <Group>
                  <Button type="submit" variant="light" loading={register.isPending}>
                    {t('proxy.register')}
                  </Button>
                </Group>
              </Stack>
            </form>
          </Card>
        )}
        <DataTable
          caption={t('proxy.title')}
          rows={proxies}
          keyOf={(proxy) => proxy.id}
          empty={t('proxy.none')}
          columns={[
            { key: 'grantor', phone: 'title', head: t('proxy.grantor'), cell: (proxy) => proxy.grantor.name },
            { key: 'holder', head: t('proxy.holder'), cell: (proxy) => proxy.holder.name },
            {
              key: 'scope',
              head: t('proxy.scope'),
              cell: (proxy) => (
                <>
                  {scopeText(proxy.scope, { assembly, motions, speech })}
                  {proxy.instruction && (
                    <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
                      {proxy.instruction}
                    </Text>
                  )}
                </>
              ),
            },
            {
              key: 'state',
              head: t('ui.state'),
              cell: (proxy) => (
                <>
                  {t(`proxy.state.${proxy.state}`)}
                  {proxy.reason && <Text size="sm">{proxy.reason}</Text>}
                </>
              ),
            },
            {
              key: 'revoke',
              phone: 'acts',
              head: t('ui.action'),
              cell: (proxy) =>
                proxy.state === 'registered' ? (
                  <WithReason
                    label={t('proxy.revoke')}
                    about={proxy.grantor.name}
                    error={revoke.error}
                    busy={revoke.isPending}
                    onReason={(reason, close) =>
                      revoke.mutate({ assembly: assembly.id, proxy: proxy.id, reason }, { onSuccess: close })
                    }
                  />
                ) : null,
            },
          ]}
        />
      </Stack>
    </Section>
  );
}

function TermsText({ terms, timeZone }: { terms: Terms; timeZone: string | null }) {
  const { t, lang } = useWords();
  const said = [
    terms.form && t('proxy.form', { form: terms.form }),
    terms.due && t('proxy.due', { moment: moment(terms.due, lang, timeZone), zone: timeZone ?? 'UTC' }),
    terms.maxPerHolder === null ? t('proxy.no_limit') : t('proxy.limit', { count: terms.maxPerHolder }),
    t('proxy.not_transferable'),
  ].filter(Boolean);
  return (
    <Stack gap={2}>
      {said.map((line) => (
        <Text key={line} size="sm">
          {line}
        </Text>
      ))}
    </Stack>
  );
}

/** What a proxy is for, in words. */
function scopeText(
  scope: ProxyScope | null,
  {
    assembly,
    motions,
    speech: { t, lang },
  }: { assembly: Assembly; motions: readonly MotionView[]; speech: Speech },
): string {
  if (scope === null) return t('proxy.scope_all');
  if (scope.kind === 'item') {
    const item = assembly.items.find((one) => one.id === scope.item);
    return item
      ? t('proxy.scope_item', { number: item.number, title: inLang(item.titles, lang).text })
      : t('item.item');
  }
  const motion = motions.find((one) => one.id === scope.motion);
  return motion ? `${nameOf(motion, t)} · ${inLang(motion.titles, lang).text}` : t('motion.title');
}

/** On the floor: whose proxies I hold, and what I was told. Nothing where there are none. */
export function MyProxies({ assembly, motions }: { assembly: Assembly; motions: readonly MotionView[] }) {
  const speech = useWords();
  const { t } = speech;
  const { data } = useRead(assemblyRoutes.myProxies, { assembly: assembly.id });
  if (!data || data.proxies.length === 0) return null;
  return (
    <Section title={t('proxy.mine')}>
      <Stack gap="sm">
        {data.proxies.map((proxy) => (
          <Card key={proxy.id}>
            <Text fw={600}>{proxy.grantor.name}</Text>
            <Text size="sm" c="dimmed">
              {scopeText(proxy.scope, { assembly, motions, speech })}
            </Text>
            {proxy.instruction && (
              <Text mt="xs" style={{ whiteSpace: 'pre-wrap' }}>
                {proxy.instruction}
              </Text>
            )}
          </Card>
        ))}
      </Stack>
    </Section>
  );
}
