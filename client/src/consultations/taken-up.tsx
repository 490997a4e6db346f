import { Anchor, Text } from '@mantine/core';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { consultationRoutes } from '../../../src/consultations/consultations.contract.js';
import type { TakenUp } from '../../../src/consultations/consultations.contract.js';
import { nameOf } from '../../../src/consultations/table.js';
import { useRead } from '../house/api.js';
import { useWords } from '../words/words.js';

/** The comments of consultations from which an amendment came; nothing where it came from none. */
export function MotionComments({ motion }: { motion: string }) {
  const { data } = useRead(consultationRoutes.ofMotion, { motion });
  return <Named comments={data?.comments ?? []} />;
}

/** The comments whose wording was taken into a draft. */
export function DraftComments({ draft }: { draft: string }) {
  const { data } = useRead(consultationRoutes.ofDraft, { draft });
  return <Named comments={data?.comments ?? []} />;
}

function Named({ comments }: { comments: readonly TakenUp[] }) {
  const { t } = useWords();
  if (comments.length === 0) return null;
  return (
    <Text mt={6} size="sm">
      {t('ui.label', { name: t('comment.from_consultation') })}{' '}
      {comments.map((one, place) => (
        <Fragment key={one.id}>
          {place > 0 && '; '}
          <Anchor component={Link} to={`/consultations/${one.consultation}`} inherit>
            {t('comment.from_comment', { number: nameOf(one), member: one.name })}
          </Anchor>
        </Fragment>
      ))}
    </Text>
  );
}
