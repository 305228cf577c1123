import type { Tx } from '#app/db/connection.server.ts'
import {
  createConstat,
  createDiagnostic,
  moveDiagnostic,
  voteConstat,
} from '#app/features/diagnostics/diagnostics.commands.server.ts'
import {
  createObservation,
  replyToObservation,
} from '#app/features/diagnostics/observations.commands.server.ts'
import { listAxesAt } from '#app/features/strategies/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import {
  besoinsDemo,
  constatsDemo,
  diagnosticDemo,
  type ObservationDemo,
  observationsDemo,
  reponseDemo,
} from './diagnostics.data.ts'
import type { Seed } from './seed.ts'

/** Invented observations, and the diagnosis of the axis of health that two quarters begin with them. */
export const seedDiagnostics: Seed = async (tx, director) => {
  const axes = await listAxesAt(tx, director, { at: isoDate('2016-01-01') })
  const axeOf = (numero: string) => axes.find((axe) => axe.numero === numero)?.id ?? null
  const ids = new Map<string, string>()
  for (const demo of observationsDemo) ids.set(demo.key, await observe(tx, director, demo, axeOf))
  await replyToObservation(tx, director, ids.get('medecins') ?? '', {
    input: { ...reponseDemo, axeId: null, communes: [], qpvs: [] },
    confirmed: false,
    exemple: true,
  })
  const input = { ...diagnosticDemo, axeId: axeOf('2') }
  const diagnostic = await createDiagnostic(tx, director, input, { exemple: true })
  await moveDiagnostic(tx, director, diagnostic, 'partage')
  for (const { observations, points, ...constat } of constatsDemo) {
    const linked = observations.flatMap((key) => ids.get(key) ?? [])
    const id = await createConstat(tx, director, diagnostic, {
      input: { ...constat, observations: linked, engagements: [] },
      exemple: true,
    })
    await voteConstat(tx, director, diagnostic, { id, priorite: points })
  }
  for (const besoins of besoinsDemo) await analyseOf(tx, director, { ...besoins, axeId: axeOf(besoins.axe) })
}

/** The analysis one commune made of its own needs. */
async function analyseOf(
  tx: Tx,
  director: Actor,
  { titre, commune, constats, axeId }: (typeof besoinsDemo)[number] & { axeId: string | null },
): Promise<void> {
  const input = {
    titre,
    annee: 2026,
    axeId,
    communes: [commune],
    qpvs: [],
    resume: 'Analyse inventée (exemple).',
  }
  const id = await createDiagnostic(tx, director, input, { exemple: true })
  await moveDiagnostic(tx, director, id, 'partage')
  for (const constat of constats)
    await createConstat(tx, director, id, {
      input: {
        titre: constat,
        indicateurs: [],
        observations: [],
        lecture: '',
        accord: 'a_lire',
        engagements: [],
      },
      exemple: true,
    })
}

function observe(
  tx: Tx,
  director: Actor,
  { key: _key, axe, ...values }: ObservationDemo,
  axeOf: (numero: string) => string | null,
): Promise<string> {
  const input = { ...values, axeId: axeOf(axe) }
  return createObservation(tx, director, { input, confirmed: false, exemple: true })
}
