import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import type { AffiliationView } from '../../../src/bodies/bodies.contract.js';
import { ReasonDialog } from '../assemblies/with-reason.js';
import { useAct } from '../house/api.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { useRefused } from '../ui/Failure.js';
import { DataTable } from '../ui/DataTable.js';
import { Unknown } from '../ui/Facts.js';
import { More } from '../ui/More.js';
import { edtf } from '../words/dates.js';
import { useWords } from '../words/words.js';

type Deed = 'end' | 'correct' | 'strike';

/** Who belongs to whom, since when and until when; the secretariat of the house ends, corrects and strikes it here. */
export function Affiliations({
  caption,
  rows,
  empty,
  childOf,
  mends,
}: {
  caption: string;
  rows: readonly AffiliationView[];
  empty: string;
  /** The organisation that belongs, of each. */
  childOf: (row: AffiliationView) => string;
  mends: boolean;
}) {
  const { t, lang } = useWords();
  const [doing, setDoing] = useState<{ readonly deed: Deed; readonly row: AffiliationView } | null>(null);
  const form = doing && {
    ...{ row: doing.row, child: childOf(doing.row), onClose: () => setDoing(null) },
  };
  return (
    <>
      <DataTable
        caption={caption}
        rows={rows}
        keyOf={({ affiliation }) => affiliation}
        empty={empty}
        columns={[
          {
            key: 'name',
            phone: 'title',
            head: t('bodies.organisation'),
            cell: ({ id, name }) => (
              <Anchor component={Link} to={`/organisations/${id}`} inherit>
                {name}
              </Anchor>
            ),
          },
          {
            key: 'from',
            head: t('bodies.affiliated_from'),
            cell: ({ from }) => (from === null ? <Unknown /> : edtf(from, lang)),
          },
          {
            key: 'to',
            head: t('bodies.affiliated_to'),
            cell: ({ to }) => to !== null && edtf(to, lang),
          },
          ...(mends
            ? [
                {
                  key: 'deeds',
                  head: t('ui.action'),
                  phone: 'acts' as const,
                  cell: (row: AffiliationView) => (
                    <More
                      name={row.name}
                      deeds={(row.to === null
                        ? (['end', 'correct', 'strike'] as const)
                        : (['correct', 'strike'] as const)
                      ).map((deed) => ({
                        label: t(`bodies.${deed}_affiliation`),
                        begin: () => setDoing({ deed, row }),
                      }))}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      {form && doing.deed === 'end' && <End {...form} />}
      {form && doing.deed === 'correct' && <Correct {...form} />}
      {form && doing.deed === 'strike' && <Strike {...form} />}
    </>
  );
}

interface OfOne {
  readonly row: AffiliationView;
  /** The organisation that belongs. */
  readonly child: string;
  readonly onClose: () => void;
}

const AT_END = { 'date.malformed': 'to', 'date.ends_before': 'to' };

function End({ row, child, onClose }: OfOne) {
  const { t } = useWords();
  const end = useAct(bodyRoutes.endAffiliation);
  const [to, setTo] = useState('');
  const refused = useRefused(end.error, AT_END);
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('bodies.end_affiliation')}
      about={row.name}
      means={t('bodies.affiliation_ended_means')}
      error={refused.rest}
      busy={end.isPending}
      onReason={(reason, close) =>
        end.mutate(
          { organisation: child, affiliation: row.affiliation, to: to.trim(), reason },
          { onSuccess: close },
        )
      }
    >
      <EdtfInput
        label={t('bodies.affiliated_to')}
        required
        value={to}
        error={refused.at('to')}
        onChange={setTo}
      />
    </ReasonDialog>
  );
}

function Correct({ row, child, onClose }: OfOne) {
  const { t } = useWords();
  const correct = useAct(bodyRoutes.correctAffiliation);
  const [from, setFrom] = useState(row.from ?? '');
  const [to, setTo] = useState(row.to ?? '');
  const refused = useRefused(correct.error, { 'date.ends_before': 'to' });
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('bodies.correct_affiliation')}
      about={row.name}
      means={t('bodies.affiliation_corrected_means')}
      error={refused.rest}
      busy={correct.isPending}
      onReason={(reason, close) =>
        correct.mutate(
          {
            ...{ organisation: child, affiliation: row.affiliation, reason },
            ...{ from: from.trim() || null, to: to.trim() || null },
          },
          { onSuccess: close },
        )
      }
    >
      <EdtfInput
        label={t('bodies.affiliated_from')}
        value={from}
        error={refused.at('from')}
        onChange={setFrom}
      />
      <EdtfInput label={t('bodies.affiliated_to')} value={to} error={refused.at('to')} onChange={setTo} />
    </ReasonDialog>
  );
}

function Strike({ row, child, onClose }: OfOne) {
  const { t } = useWords();
  const strike = useAct(bodyRoutes.strikeAffiliation);
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('bodies.strike_affiliation')}
      about={row.name}
      means={t('bodies.affiliation_struck_means')}
      error={strike.error}
      busy={strike.isPending}
      onReason={(reason, close) =>
        strike.mutate({ organisation: child, affiliation: row.affiliation, reason }, { onSuccess: close })
      }
    />
  );
}
