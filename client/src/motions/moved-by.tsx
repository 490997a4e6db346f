import { NativeSelect, TextInput } from '@mantine/core';
import { useWords } from '../words/words.js';

/** Who moves what the secretariat or the chair enters: a member, by whichever person; or none, in the name that is said. */
export interface Movers {
  readonly member: string | null;
  readonly mover: string;
}

export function MovedBy({
  members,
  value: { member, mover },
  onChange,
}: {
  members: readonly { readonly value: string; readonly label: string }[];
  value: Movers;
  onChange: (movers: Movers) => void;
}) {
  const { t } = useWords();
  return (
    <>
      <NativeSelect
        label={t('motion.mover')}
        value={member ?? ''}
        // Whoever speaks for one mover does not for another.
        onChange={(event) => onChange({ member: event.currentTarget.value || null, mover: '' })}
        data={[{ value: '', label: t('motion.mover_none') }, ...members]}
      />
      <TextInput
        label={t(member === null ? 'motion.mover_name' : 'motion.mover_person')}
        description={t(member === null ? 'motion.mover_name_means' : 'motion.mover_person_means')}
        maxLength={200}
        value={mover}
        onChange={(event) => onChange({ member, mover: event.currentTarget.value })}
      />
    </>
  );
}
