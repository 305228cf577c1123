import type { TestProject } from 'vitest/node'
import { startInstance } from './instance.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the application under test. */
    url: string
  }
}

/** One application for all the journeys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const instance = await startInstance()
  project.provide('url', instance.url)
  return instance.stop
}
