import { limitsMs } from './limits.mjs'
import { installLine } from './package-manager.mjs'
import { runStep } from './run-step.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * Chromium, for the tests of the dashboard alone; started once without a window, as its being
 * there says nothing about the libraries that it needs.
 *
 * @type {import('./ensure-tools.mjs').Tool}
 */
export const chromiumTool = {
  name: 'chromium',
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  companions: [],
  packages: [['chromium', 'chromium-common', 'fonts-dejavu-core']],
  // The package's own command looks for its program below /usr.
  programs: { chromium: 'usr/lib/chromium/chromium' },
  isOwnCopyUseful: true,
  async check(path, signal) {
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run']
    const argv = [path, ...flags, '--disable-background-networking', '--dump-dom', 'about:blank']
    const step = await runStep(argv, { timeoutMs: limitsMs.probe, signal })
    if (step.ok && step.output.includes('<html>')) return null
    const why = step.why || 'shows no page'
    return new SetupError(`${path} ${why}\n${step.output.trimEnd()}`, installLine(['chromium']))
  },
}
