import type { ElectronApplication } from '@playwright/test'

/**
 * Main's garbage collector may take the result of an `evaluate` that ends at once before it is sent
 * ("Resulting promise was garbage collected"). A result that a timer leads to, it never takes: each
 * `evaluate` begins with one.
 */
export function keepsResults(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app)
  const afterTimer = (work: unknown, arg: unknown) =>
    evaluate(
      async (electron, { source, given }) => {
        await new Promise((done) => setTimeout(done))
        // biome-ignore lint/security/noGlobalEval: as Playwright itself does with what it is given
        return globalThis.eval(`(${source})`)(electron, given)
      },
      { source: String(work), given: arg },
    )
  app.evaluate = afterTimer as typeof app.evaluate
  return app
}
