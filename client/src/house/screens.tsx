import { Anchor } from '@mantine/core';
import { Component, lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { Link, Outlet, Route, Routes, useLocation } from 'react-router';
import { attended } from '../live/attended.js';
import { Account } from '../people/account.js';
import { AsPublic } from '../people/as-public.js';
import { Demonstration } from '../people/demonstration.js';
import { SessionEnded } from '../people/ended.js';
import { ConnectionBanner } from '../ui/ConnectionBanner.js';
import { Failure } from '../ui/Failure.js';
import { Page, Waiting } from '../ui/Page.js';
import { Shell } from '../ui/Shell.js';
import { useWords } from '../words/words.js';
import { useAway } from './away.js';

const InAssembly = lazy(() => import('../assemblies/in-assembly.js'));
const Home = lazy(() => import('../assemblies/home.js'));
const Assembly = lazy(() => import('../assemblies/assembly.js'));
const Chair = lazy(() => import('../assemblies/chair.js'));
const Hall = lazy(() => import('../assemblies/hall.js'));
const Desk = lazy(() => import('../assemblies/desk.js'));
const Designate = lazy(() => import('../assemblies/designate.js'));
const Convene = lazy(() => import('../assemblies/convene.js'));
const Next = lazy(() => import('../assemblies/next.js'));
const Bodies = lazy(() => import('../bodies/bodies.js'));
const Body = lazy(() => import('../bodies/body.js'));
const Organisation = lazy(() => import('../bodies/organisation.js'));
const Rules = lazy(() => import('../bodies/rules.js'));
const Instrument = lazy(() => import('../instruments/instrument.js'));
const Version = lazy(() => import('../instruments/version.js'));
const Compare = lazy(() => import('../instruments/compare.js'));
const Translate = lazy(() => import('../instruments/translate.js'));
const Drafts = lazy(() => import('../drafting/drafts.js'));
const Draft = lazy(() => import('../drafting/draft.js'));
const Amend = lazy(() => import('../motions/amend.js'));
const Amendments = lazy(() => import('../motions/amendments.js'));
const FurtherWordings = lazy(() => import('../motions/wordings.js'));
const Procedure = lazy(() => import('../motions/procedure.js'));
const Round = lazy(() => import('../consultations/round.js'));
const Floor = lazy(() => import('../polls/floor.js'));
const CallBack = lazy(() => import('../polls/call.js'));
const Elections = lazy(() => import('../elections/elections.js'));
const Candidate = lazy(() => import('../elections/candidate.js'));
const Tellers = lazy(() => import('../polls/tellers.js'));
const Poll = lazy(() => import('../polls/poll.js'));
const Search = lazy(() => import('../record/search.js'));
const RecordPage = lazy(() => import('../record/record.js'));
const EntryPage = lazy(() => import('../record/entry.js'));
const SignIn = lazy(() => import('../people/sign-in.js'));
const Slip = lazy(() => import('../people/slip.js'));
const Me = lazy(() => import('../people/me.js'));
const Address = lazy(() => import('../people/address.js'));
const People = lazy(() => import('../people/people.js'));
const Person = lazy(() => import('../people/person.js'));
const Settings = lazy(() => import('../mail/settings.js'));
const SetUp = lazy(() => import('../people/set-up.js'));
const Claim = lazy(() => import('../people/claim.js'));

/** Every screen and its address. Each is fetched when it is first opened. */
export function Screens() {
  return (
    <Suspense fallback={<Waiting />}>
      <Standing />
      <Routes>
        <Route element={<InAssembly />}>
          <Route path="/assemblies/:assembly/hall" element={<Hall />} />
        </Route>
        <Route element={<Framed />}>
          <Route index element={<Home />} />
          <Route path="/sign-in" element={<SignIn />} />
          <Route path="/slip" element={<Slip />} />
          <Route path="/me" element={<Me />} />
          <Route path="/address" element={<Address />} />
          <Route path="/people" element={<People />} />
          <Route path="/people/:person" element={<Person />} />
          <Route path="/settings" element={<Settings />} />
          <Route path="/setup" element={<SetUp />} />
          <Route path="/account" element={<Claim />} />
          <Route path="/designate" element={<Designate />} />
          <Route path="/instruments/:instrument" element={<Instrument />} />
          <Route path="/instruments/:instrument/versions/:number" element={<Version />} />
          <Route path="/instruments/:instrument/compare/:a/:b" element={<Compare />} />
          <Route path="/instruments/:instrument/versions/:number/translate/:lang" element={<Translate />} />
          <Route path="/drafts" element={<Drafts />} />
          <Route path="/drafts/:draft" element={<Draft />} />
          <Route path="/motions/:motion/amendments" element={<Amendments />} />
          <Route path="/motions/:motion/amend" element={<Amend />} />
          <Route path="/motions/:motion/wordings" element={<FurtherWordings />} />
          <Route path="/motions/:motion/procedure" element={<Procedure />} />
          <Route path="/consultations/:consultation" element={<Round />} />
          <Route element={<InAssembly />}>
            <Route path="/assemblies/:assembly" element={<Assembly />} />
            <Route path="/assemblies/:assembly/floor" element={<Floor />} />
            <Route path="/assemblies/:assembly/chair" element={<Chair />} />
            <Route path="/assemblies/:assembly/elections" element={<Elections />} />
            <Route path="/assemblies/:assembly/tellers" element={<Tellers />} />
            <Route path="/assemblies/:assembly/desk" element={<Desk />} />
            <Route path="/assemblies/:assembly/next" element={<Next />} />
          </Route>
          <Route path="/candidates/:candidate" element={<Candidate />} />
          <Route path="/desk" element={<Convene />} />
          <Route path="/polls/:poll" element={<Poll />} />
          <Route path="/bodies" element={<Bodies />} />
          <Route path="/bodies/:body" element={<Body />} />
          <Route path="/bodies/:body/rules" element={<Rules />} />
          <Route path="/organisations/:organisation" element={<Organisation />} />
          <Route path="/search" element={<Search />} />
          <Route path="/record" element={<RecordPage />} />
          <Route path="/record/:number" element={<EntryPage />} />
          <Route path="*" element={<Lost />} />
        </Route>
      </Routes>
    </Suspense>
  );
}

/** On every screen, the hall's too: the house cannot read or write just now, and goes on by itself. */
function Standing() {
  const { t } = useWords();
  return <ConnectionBanner above lost={useAway()} title={t('house.away')} meaning={t('house.away_means')} />;
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
          <Anchor component={Link} to="/bodies" inherit>
            {t('bodies.title')}
          </Anchor>
          <Anchor component={Link} to="/search" inherit>
            {t('ui.search')}
          </Anchor>
          <Anchor component={Link} to="/record" inherit>
            {t('record.title')}
          </Anchor>
          <span>{t('footer.about')}</span>
        </>
      }
    >
      <Demonstration />
      <AsPublic />
      <SessionEnded />
      {attended() !== null && (
        <Suspense fallback={null}>
          <CallBack />
        </Suspense>
      )}
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
