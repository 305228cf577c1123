import type { Tx } from '#app/db/connection.server.ts'
import { indicateurs } from './indicateurs.ts'
import { listIndicateursLocaux } from './locaux.queries.server.ts'

/** What the form of an indicator offers: counts it may divide, names its formula may hold. */
export async function listFormChoices(tx: Tx, id: string | null) {
  const others = (await listIndicateursLocaux(tx)).filter((one) => one.id !== id)
  return {
    totaux: others
      .filter(({ nature, totalId }) => nature === 'effectif' && totalId === null)
      .map((one) => ({ value: one.id, label: one.libelle })),
    noms: [
      ...others
        .filter(({ nature }) => nature !== 'formule')
        .map(({ code, libelle }) => ({ code, label: libelle })),
      ...indicateurs.map((one) => ({ code: one.id, label: one.label })),
    ],
  }
}
