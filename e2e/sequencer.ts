import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The journeys share one instance, so their order is part of what they test: by name, not by what was slow or failed
 * last time. The access matrix comes first, on the demonstration as it is made.
 */
export class ByNameInTheBrowser extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const journeys = sorted.filter(({ project }) => project.name === 'e2e')
    const others = sorted.filter(({ project }) => project.name !== 'e2e')
    return [...others, ...journeys.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId))]
  }
}
