import { later } from './later'

/** The larger part of the app, and the first screen needs none of it. */
export const { load: loadHome, Later: Home } = later(
  async () => (await import('../features/home/Home')).Home,
)
