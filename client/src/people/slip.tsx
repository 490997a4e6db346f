import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { SessionView } from '../../../src/people/people.contract.js';
import { Failure } from '../ui/Failure.js';
import { Card, Page, Waiting } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { homeOf, useSlipSignIn } from './session.js';
import { ofSlip, SlipForm } from './sign-in.js';

/**
 * The address in a slip's QR code. The code stands behind the #, which browsers send to nobody; it is taken out of the
 * address at once, so that it stays in no history and on no screenshot.
 */
export default function Slip() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { mutate, error, isIdle, isPending } = useSlipSignIn();
  const begun = useRef(false);
  const go = (session: SessionView): void => void navigate(homeOf(session), { replace: true });
  useEffect(() => {
    const code = decodeURIComponent(window.location.hash.slice(1));
    if (begun.current || code.length < 8) return;
    begun.current = true;
    window.history.replaceState(null, '', '/slip');
    mutate(code, { onSuccess: (session) => void navigate(homeOf(session), { replace: true }) });
  }, [mutate, navigate]);
  return (
    <Page title={t('people.sign_in')}>
      {isPending && <Waiting />}
      <Failure error={ofSlip(error)} />
      {(error || isIdle) && (
        <Card>
          <SlipForm go={go} />
        </Card>
      )}
    </Page>
  );
}
