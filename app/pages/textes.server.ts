import { rapportEvaluationEcrit } from '#app/features/evaluation/index.server.ts'
import { experienceEcrit, noteEcrit, rapportEcrit } from '#app/features/publications/index.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { EcritSpec } from '#app/platform/ecrits/ecrit.server.ts'

/** The texts written by several people, by the word of their address. */
const textes = new Map<string, EcritSpec>([
  ['rapport', rapportEcrit],
  ['experience', experienceEcrit],
  ['note', noteEcrit],
  ['evaluation', rapportEvaluationEcrit],
])

/** How a kind of text is opened. @throws NotFound when there is no such kind */
export function texteSpec(sorte: string): EcritSpec {
  const spec = textes.get(sorte)
  if (!spec) throw new NotFound()
  return spec
}
