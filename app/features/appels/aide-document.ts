import { Refusal } from '#app/lib/errors.ts'
import { isRecord } from '#app/lib/tables/index.ts'

/** The aids of a JSON document of the API, whatever the call it answered. @throws Refusal when it holds none */
export function findObjectsIn(document: unknown): { objects: unknown[]; next: string | null } {
  if (Array.isArray(document)) return { objects: document, next: null }
  if (isRecord(document) && Array.isArray(document.results)) {
    const next = typeof document.next === 'string' ? document.next : null
    const [first] = document.results
    if (isRecord(first) && !('targeted_audiences' in first) && !('perimeter' in first)) throw notAids()
    return { objects: document.results, next }
  }
  if (isRecord(document) && 'id' in document && 'name' in document && 'perimeter' in document)
    return { objects: [document], next: null }
  throw notAids()
}

function notAids(): Refusal {
  const sentence =
    'Ce fichier n’est pas une page d’aides d’Aides-territoires : enregistrez la réponse JSON de /api/aids/, puis recommencez.'
  return new Refusal('pas-des-aides', sentence, { field: 'fichier' })
}
