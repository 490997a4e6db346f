import { Anchor } from '@mantine/core';
import { Component, lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { Link, Outlet, Route, Routes, useLocation } from 'react-router';
import { Account } from '../people/account.js';
import { Failure } from '../ui/Failure.js';
import { Page, Waiting } from '../ui/Page.js';
import { Shell } from '../ui/Shell.js';
import { useWords } from '../words/words.js';

const Home = lazy(() => import('../assemblies/home.js'));
const Assembly = lazy(() => import('../assemblies/assembly.js'));
const Chair = lazy(() => import('../assemblies/chair.js'));
const Hall = lazy(() => import('../assemblies/hall.js'));
const Desk = lazy(() => import('../assemblies/desk.js'));
const Convene = lazy(() => import('../assemblies/convene.js'));
const Body = lazy(() => import('../bodies/body.js'));
const Instrument = lazy(() => import('../instruments/instrument.js'));
const Version = lazy(() => import('../instruments/version.js'));
const Compare = lazy(() => import('../instruments/compare.js'));
const Floor = lazy(() => import('../polls/floor.js'));
const Poll = lazy(() => import('../polls/poll.js'));
const RecordPage = lazy(() => import('../record/record.js'));
const EntryPage = lazy(() => import('../record/entry.js'));
const SignIn = lazy(() => import('../people/sign-in.js'));
const Slip = lazy(() => import('../people/slip.js'));

/** Every screen and its address. Each is fetched when it is first opened. */
export function Screens() {
  return (
    <Suspense fallback={<Waiting />}>
      <Routes>
        <Route path="/assemblies/:assembly/hall" element={<Hall />} />
        <Route element={<Framed />}>
          <Route index element={<Home />} />
          <Route path="/sign-in" element={<SignIn />} />
          <Route path="/slip" element={<Slip />} />
          <Route path="/instruments/:instrument" element={<Instrument />} />
          <Route path="/instruments/:instrument/versions/:number" element={<Version />} />
          <Route path="/instruments/:instrument/compare/:a/:b" element={<Compare />} />
          <Route path="/assemblies/:assembly" element={<Assembly />} />
          <Route path="/assemblies/:assembly/floor" element={<Floor />} />
          <Route path="/assemblies/:assembly/chair" element={<Chair />} />
          <Route path="/assemblies/:assembly/desk" element={<Desk />} />
          <Route path="/desk" element={<Convene />} />
          <Route path="/polls/:poll" element={<Poll />} />
          <Route path="/bodies/:body" element={<Body />} />
          <Route path="/record" element={<RecordPage />} />
          <Route path="/record/:number" element={<EntryPage />} />
          <Route path="*" element={<Lost />} />
        </Route>
      </Routes>
    </Suspense>
  );
}

function Framed() {
  const { t } = useWords();
  const { pathname } = useLocation();
  return (
    <Shell
      account={<Account />}
      footer={
        <>
          <Anchor component={Link} to="/" inherit>
            {t('home.title')}
          </Anchor>
          <Anchor component={Link} to="/record" inherit>
            {t('record.title')}
          </Anchor>
          <span>{t('footer.about')}</span>
        </>
      }
    >
      <Guarded key={pathname}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </Guarded>
    </Shell>
  );
}

/** A screen that breaks takes only itself down. A part that no longer exists after an update is fetched by reloading. */
class Guarded extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <Failure error={this.state.error} retry={() => window.location.reload()} page />;
  }
}

function Lost() {
  const { t } = useWords();
  return (
    <Page title={t('lost.title')}>
      <p>
        <Anchor component={Link} to="/">
          {t('home.title')}
        </Anchor>
      </p>
    </Page>
  );
}
