import { Anchor } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';
import {
  createRoutesFromElements,
  Link,
  matchRoutes,
  Outlet,
  Route,
  useLocation,
  useRoutes,
} from 'react-router';
import { attended } from '../live/attended.js';
import { Account } from '../people/account.js';
import { AsPublic } from '../people/as-public.js';
import { Demonstration } from '../people/demonstration.js';
import { SessionEnded } from '../people/ended.js';
import { useSession } from '../people/session.js';
import { ConnectionBanner } from '../ui/ConnectionBanner.js';
import { Failure } from '../ui/Failure.js';
import { Page, Waiting } from '../ui/Page.js';
import { Shell } from '../ui/Shell.js';
import { fetched } from '../ui/fetched.js';
import type { Fetched } from '../ui/fetched.js';
import { useWords } from '../words/words.js';
import { useAway } from './away.js';

const InAssembly = fetched(() => import('../assemblies/in-assembly.js'));
const Home = fetched(() => import('../assemblies/home.js'));
const Assembly = fetched(() => import('../assemblies/assembly.js'));
const Chair = fetched(() => import('../assemblies/chair.js'));
const Hall = fetched(() => import('../assemblies/hall.js'));
const Desk = fetched(() => import('../assemblies/desk.js'));
const Designate = fetched(() => import('../assemblies/designate.js'));
const Convene = fetched(() => import('../assemblies/convene.js'));
const Next = fetched(() => import('../assemblies/next.js'));
const Bodies = fetched(() => import('../bodies/bodies.js'));
const Body = fetched(() => import('../bodies/body.js'));
const Organisation = fetched(() => import('../bodies/organisation.js'));
const Rules = fetched(() => import('../bodies/rules.js'));
const Instrument = fetched(() => import('../instruments/instrument.js'));
const Version = fetched(() => import('../instruments/version.js'));
const Compare = fetched(() => import('../instruments/compare.js'));
const Translate = fetched(() => import('../instruments/translate.js'));
const Drafts = fetched(() => import('../drafting/drafts.js'));
const Draft = fetched(() => import('../drafting/draft.js'));
const Amend = fetched(() => import('../motions/amend.js'));
const Amendments = fetched(() => import('../motions/amendments.js'));
const FurtherWordings = fetched(() => import('../motions/wordings.js'));
const Procedure = fetched(() => import('../motions/procedure.js'));
const Round = fetched(() => import('../consultations/round.js'));
const Floor = fetched(() => import('../polls/floor.js'));
const CallBack = fetched(() => import('../polls/call.js'), null);
const Elections = fetched(() => import('../elections/elections.js'));
const Candidate = fetched(() => import('../elections/candidate.js'));
const Tellers = fetched(() => import('../polls/tellers.js'));
const Poll = fetched(() => import('../polls/poll.js'));
const Search = fetched(() => import('../record/search.js'));
const RecordPage = fetched(() => import('../record/record.js'));
const EntryPage = fetched(() => import('../record/entry.js'));
const SignIn = fetched(() => import('../people/sign-in.js'));
const Slip = fetched(() => import('../people/slip.js'));
const Me = fetched(() => import('../people/me.js'));
const Address = fetched(() => import('../people/address.js'));
const People = fetched(() => import('../people/people.js'));
const Person = fetched(() => import('../people/person.js'));
const Settings = fetched(() => import('../mail/settings.js'));
const SetUp = fetched(() => import('../people/set-up.js'));
const Claim = fetched(() => import('../people/claim.js'));
const Gallery = fetched(() => import('../ui/gallery.js'));

/** Every screen and its address. Each is fetched when it is first opened. */
const SCREENS = createRoutesFromElements(
  <>
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
      <Route path="/ui" element={<Parts />} />
      <Route path="*" element={<Lost />} />
    </Route>
  </>,
);

/** The screen at the address where the page is. */
export function Screens() {
  return (
    <>
      <Standing />
      {useRoutes(SCREENS)}
    </>
  );
}

/** Asks for the scripts of the screen at an address, all at once and before it is drawn. */
export function fetchScreen(pathname: string): void {
  for (const { route } of matchRoutes(SCREENS, pathname) ?? []) {
    const { type } = route.element as { readonly type: Partial<Pick<Fetched<object>, 'fetch'>> };
    // What does not come is asked for again where it is shown, and told there.
    void type.fetch?.().catch(() => undefined);
  }
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
      {attended() !== null && <CallBack />}
      <Guarded key={pathname}>
        <Outlet />
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

/** The parts of the screens, where nobody does real work: in development and in a demonstration. */
function Parts() {
  const { data: session } = useSession();
  if (import.meta.env.DEV || session?.demonstration) return <Gallery />;
  return session ? <Lost /> : <Waiting />;
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
