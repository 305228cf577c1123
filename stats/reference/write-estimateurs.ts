import { writeFileSync } from 'node:fs'
import { estimateursPage } from './estimateurs-page.ts'

// `node stats/reference/write-estimateurs.ts`: writes docs/estimateurs.md from what the library answers today.
writeFileSync('docs/estimateurs.md', estimateursPage())
