import { expect } from '@playwright/test';
import { test } from './house.js';
import { expectAccessible, LAPTOP, PHONE, someone } from './people.js';

/** A delegate comments from the text on a phone; the secretariat answers by keyboard; both read it where it stands. */
test('a comment on a clause is made on a phone, and answered at the desk by keyboard', async ({
  browser,
}) => {
  const delegate = await someone(browser, 'delegate1@demo.example', { viewport: PHONE });
  const secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
  await delegate.goto('/instruments/demo-charter');
  await delegate.getByRole('link', { name: 'Consultation: Version 2' }).first().click();
  await expect(delegate.getByText('You comment for: Northern Workers’ Union')).toBeVisible();
  await delegate.getByRole('button', { name: 'Comment on 1', exact: true }).click();
  const dialog = delegate.getByRole('dialog');
  await dialog.getByLabel('Comment').fill('Say “a voice and a vote”.');
  await dialog.getByLabel('Propose another wording').check({ force: true });
  await dialog
    .getByLabel('Proposed wording')
    .fill('Every person who works in a member enterprise has a voice and a vote in its decisions.');
  await expectAccessible(delegate, { within: '[role=dialog]' });
  await dialog.getByRole('button', { name: 'Send the comment' }).click();
  await expect(dialog).toBeHidden();
  await delegate.getByRole('tab', { name: 'Comments' }).click();
  const own = delegate.getByTestId('comment-5');
  await expect(own.locator('ins')).toContainText('and a vote');
  await expect(own).toContainText('not answered');
  await expectAccessible(delegate);

  await secretary.goto(delegate.url());
  await secretary.getByRole('tab', { name: 'Answer' }).click();
  await expect(secretary.getByRole('status').filter({ hasText: '4 comments to answer' })).toBeVisible();
  await expectAccessible(secretary);
  const answering = secretary.getByTestId('answering');
  await secretary.getByRole('button', { name: 'Next' }).click();
  await expect(answering.getByTestId('comment-5')).toBeVisible();
  await expect(answering.getByLabel('accepted', { exact: true })).toBeFocused();
  await secretary.keyboard.press('Space');
  await secretary.keyboard.press('ArrowRight');
  await secretary.keyboard.press('Tab');
  await secretary.keyboard.type('The vote is in the statutes.');
  await secretary.keyboard.press('Control+Enter');
  await expect(secretary.getByRole('status').filter({ hasText: '3 comments to answer' })).toBeVisible();
  // The next one that is open, in the order of the text, with the focus on its first choice.
  await expect(answering.getByTestId('comment-4')).toBeVisible();
  await expect(answering.getByLabel('accepted', { exact: true })).toBeFocused();

  await delegate.reload();
  await delegate.getByRole('tab', { name: 'Comments' }).click();
  await expect(own).toContainText('accepted in part');
  await expect(own).toContainText('The vote is in the statutes.');

  // A member without an account comes by its link, which leaves no code in the address.
  await secretary.getByRole('tab', { name: 'Members and letters' }).click();
  await secretary.getByRole('button', { name: /^Make a link for Anchor Alliance/ }).click();
  const link = await secretary.getByTestId('link').locator('p').last().textContent();
  const guest = await someone(browser, null, { viewport: PHONE });
  await guest.goto(link!);
  await expect(guest).toHaveURL(/\/consultations\/[0-9a-f-]{36}$/);
  await guest.getByRole('button', { name: 'We have no comments' }).click();
  await guest.getByRole('dialog').getByRole('button', { name: 'We have no comments' }).click();
  await expect(guest.getByText('You have said that you have no comments.')).toBeVisible();
  await expect(guest.getByText('7 of 46 members answered')).toBeVisible();
  await Promise.all([delegate, secretary, guest].map((page) => page.context().close()));
});
