import { solve } from '#app/features/financements/meilleure.server.ts'
import type { Colonne, ReglesProg } from '#app/features/financements/programmation.rules.ts'
import { randomIndex, seededRandom } from '#stats/random.ts'

const SIZES = [
  { dossiers: 80, funders: 5 },
  { dossiers: 300, funders: 12 },
]

const regles: ReglesProg = {
  plancherCentimes: null,
  plafondCentimes: 3_000_000,
  partPropreMin: 0.05,
  aidePubliqueMax: 0.8,
  partCpoCible: null,
}

/** The best share-out of a call: continuous, then with a floor, which makes it a mixed-integer programme. */
export async function run(): Promise<void> {
  for (const { dossiers, funders } of SIZES)
    for (const plancherCentimes of [null, 150_000]) {
      const call = aCall(dossiers, funders)
      const begun = performance.now()
      const { cellules, note } = await solve(call.dossiers, call.colonnes, { ...regles, plancherCentimes })
      const proof = note.includes('prouvé') ? 'proved best' : 'not proved'
      console.log(
        `${dossiers} dossiers × ${funders} funders${plancherCentimes ? ', with a floor' : ''}: ${Math.round(performance.now() - begun)} ms, ${cellules.length} amounts, ${proof}`,
      )
    }
}

function aCall(count: number, width: number) {
  const random = seededRandom(59)
  const funders = Array.from({ length: width }, (_, at) => `financeur-${at}`)
  const avis = ['favorable', 'favorable_reserves', null, 'ajourne']
  const colonnes: Colonne[] = funders.map((financeurId) => ({
    financeurId,
    financeur: financeurId,
    credit: 'specifique',
    enveloppeCentimes: 20_000_000,
  }))
  const dossiers = Array.from({ length: count }, (_, at) => ({
    id: String(at),
    numero: String(at),
    titre: 'Action',
    porteur: 'Association',
    axe: '1',
    lieu: 'qpv' as const,
    pluriannuel: false,
    coutCentimes: 3_000_000 + randomIndex(random, 5_000_000),
    autrePubliqueCentimes: 0,
    propreCentimes: 600_000,
    lignes: funders
      .filter(() => random() < 0.4)
      .map((financeurId) => ({
        id: `${at}-${financeurId}`,
        financeurId,
        demandeCentimes: 100_000 + randomIndex(random, 1_500_000),
        avis: avis[randomIndex(random, avis.length)] ?? null,
        proposeDroitCommun: null,
        proposeSpecifique: null,
      })),
  }))
  return { dossiers, colonnes }
}
