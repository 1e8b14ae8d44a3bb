import type { ElectronApplication } from '@playwright/test'

/**
 * Main's garbage collector may collect the result of an `evaluate` that ends at once before it is sent
 * ("Resulting promise was garbage collected"). It never collects a result that follows a timer, so each
 * `evaluate` starts with one.
 */
export function keepsResults(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app)
  const afterTimer = (work: unknown, arg: unknown) =>
    evaluate(
      async (electron, { source, given }) => {
        await new Promise((done) => setTimeout(done))
        // biome-ignore lint/security/noGlobalEval: Playwright itself evaluates the functions it is given
        return globalThis.eval(`(${source})`)(electron, given)
      },
      { source: String(work), given: arg },
    )
  app.evaluate = afterTimer as typeof app.evaluate
  return app
}
