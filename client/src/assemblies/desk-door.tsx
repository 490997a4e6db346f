import { Alert, Box, Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { presenceRoutes } from '../../../src/assemblies/presence.contract.js';
import { useAct } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Card, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { Dues } from './dues.js';
import { Quorum } from './quorum.js';

/** The door: a hand scanner types the code and presses Enter; the field is empty and ready for the next one. */
export default function DoorDesk({
  assembly,
  dues,
}: {
  assembly: z.infer<typeof AssemblyView>;
  /** Whether dues are recorded here too, which is the secretariat's matter. */
  dues: boolean;
}) {
  const { t } = useWords();
  const checkIn = useAct(presenceRoutes.checkIn);
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [way, setWay] = useState<'in' | 'out'>('in');
  const done = checkIn.data;
  return (
    <Stack gap="xl">
      <Section title={t('door.title')}>
        <Stack maw="40rem">
          <Text c="dimmed">{t('door.means')}</Text>
          <Card>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                checkIn.mutate({ assembly: assembly.id, code, present: way === 'in' });
                setCode('');
                field.current?.focus();
              }}
            >
              <Stack>
                <SegmentedControl
                  aria-label={t('door.direction')}
                  value={way}
                  onChange={(value) => setWay(value as typeof way)}
                  data={[
                    { value: 'in', label: t('door.in') },
                    { value: 'out', label: t('door.out') },
                  ]}
                />
                <TextInput
                  ref={field}
                  label={t('door.code')}
                  size="lg"
                  required
                  autoComplete="off"
                  autoCapitalize="off"
                  spellCheck={false}
                  value={code}
                  onChange={(event) => setCode(event.currentTarget.value)}
                />
                <Group>
                  <Button type="submit" size="md" loading={checkIn.isPending}>
                    {t('door.record')}
                  </Button>
                </Group>
              </Stack>
            </form>
          </Card>
          <div role="status">
            {done && (
              <Alert color={done.already ? 'yellow' : 'green'} data-testid="checked">
                {done.people.map((one) => (
                  <Text key={`${one.organisation} ${one.name}`} fw={640} size="lg">
                    {t(checkIn.variables?.present ? 'door.came' : 'door.went', {
                      ...one,
                      role: t(`role.${one.role}`),
                    })}
                  </Text>
                ))}
                {done.already && <Text>{t('door.already')}</Text>}
              </Alert>
            )}
          </div>
          <Failure error={checkIn.error} />
          {assembly.quorum && (
            <Card>
              <Quorum quorum={assembly.quorum} />
            </Card>
          )}
        </Stack>
      </Section>
      {dues && (
        <Box maw="40rem">
          <Dues assembly={assembly} />
        </Box>
      )}
    </Stack>
  );
}
