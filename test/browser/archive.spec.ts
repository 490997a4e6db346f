import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

/** Screens that anybody may open. */
const SCREENS = [
  '/',
  '/sign-in',
  '/instruments/world-declaration',
  '/instruments/demo-charter',
  '/instruments/demo-charter/versions/2',
  '/instruments/demo-charter/compare/1/2',
  '/assemblies/demo-2026',
  '/assemblies/demo-2026/hall',
  '/bodies/cicopa-ga',
  '/record',
  '/record/0',
];

for (const screen of SCREENS) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`${screen} in ${scheme} has no accessibility violation and asks no other host`, async ({ page }) => {
      const hosts = new Set<string>();
      page.on('request', (request) => hosts.add(new URL(request.url()).host));
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.goto(screen);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.any[0]?.message ?? ''}`),
      ).toEqual([]);
      expect([...hosts]).toEqual(['localhost:3999']);
    });
  }
}
