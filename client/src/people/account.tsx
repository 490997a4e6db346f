import { Button, Menu } from '@mantine/core';
import { Link, useLocation, useNavigate } from 'react-router';
import { asPublic } from '../house/as-public.js';
import { PersonIcon } from '../ui/icons.js';
import { useWords } from '../words/words.js';
import classes from './account.module.css';
import { convenes, deskOf, inHouse, officesIn, signInFrom, useSession, useSignOut } from './session.js';

/** Who is signed in, the way to their assemblies, and the way out. */
export function Account() {
  const { t } = useWords();
  const { data: session, refetch } = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  if (!session || asPublic) return null;
  if (!session.person)
    return (
      <Button
        component={Link}
        to={signInFrom(`${pathname}${search}`)}
        variant="light"
        size="sm"
        px="sm"
        className={classes.signIn}
      >
        {t('people.sign_in')}
      </Button>
    );
  const leave = (everywhere: boolean) => signOut.mutate(everywhere, { onSuccess: () => void navigate('/') });
  return (
    // Meanwhile an assembly may have been convened, or an office given.
    <Menu position="bottom-end" width={280} shadow="md" radius="md" onOpen={() => void refetch()}>
      <Menu.Target>
        <Button
          variant="light"
          size="sm"
          px="sm"
          aria-label={t('people.account_of', { name: session.person.name })}
        >
          <PersonIcon size={20} />
          <span className={classes.name}>{session.person.name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.person.name}</Menu.Label>
        {session.assemblies.slice(0, 6).map((assembly) => (
          <Menu.Item
            key={assembly.id}
            component={Link}
            to={deskOf(officesIn(session, { assembly: assembly.id, body: assembly.body }), assembly.id)}
            mih={48}
          >
            {assembly.name}
          </Menu.Item>
        ))}
        <Menu.Item component={Link} to="/drafts" mih={48}>
          {t('drafts.title')}
        </Menu.Item>
        {convenes(session) && (
          <>
            <Menu.Item component={Link} to="/bodies" mih={48}>
              {t('bodies.title')}
            </Menu.Item>
            <Menu.Item component={Link} to="/desk" mih={48}>
              {t('convene.title')}
            </Menu.Item>
          </>
        )}
        {inHouse(session, 'secretariat') && (
          <>
            <Menu.Item component={Link} to="/people" mih={48}>
              {t('person.title')}
            </Menu.Item>
            <Menu.Item component={Link} to="/settings" mih={48}>
              {t('settings.title')}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item component={Link} to="/me" mih={48}>
          {t('me.title')}
        </Menu.Item>
        <Menu.Item mih={48} onClick={() => leave(false)}>
          {t('people.sign_out')}
        </Menu.Item>
        <Menu.Item mih={48} onClick={() => leave(true)}>
          {t('people.sign_out_everywhere')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
