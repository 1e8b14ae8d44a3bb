import type { Failure } from '@contract/result'
import type { TFunction } from 'i18next'

/** What is wrong with a file, and in which row where that is known. */
export function fileText(
  t: TFunction<'safety'>,
  failureText: (failure: Failure) => string,
  failure: Failure,
): string {
  const row = failure.row === undefined ? '' : ` ${t('import.atRow', { row: failure.row })}`
  return failureText(failure) + row
}
