import type { Tx } from '#app/db/connection.server.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { listMoments } from './agenda.server.ts'
import { countPublished, getStrategie, listActions } from './portail.queries.server.ts'
import type { Widget } from './widgets.ts'

const SHOWN = 20

interface Line {
  lien: string
  titre: string
  note: string
}

/** The lines of each widget, from what is published. */
export const linesOf: Record<Widget, (tx: Tx, asked: { commune: string; now: Date }) => Promise<Line[]>> = {
  actions: async (tx, { commune }) => {
    const rows = await listActions(tx, { commune, axe: '', q: '' })
    return rows
      .slice(0, SHOWN)
      .map(({ adresse, fiche }) => ({ lien: `/actions/${adresse}`, titre: fiche.titre, note: fiche.porteur }))
  },
  chiffres: async (tx) => {
    const [counts, strategie] = [await countPublished(tx), await getStrategie(tx)]
    const its = strategie?.contenu
    return [
      { lien: '/actions', titre: formatCount(counts.fiche, 'action publiée', 'actions publiées'), note: '' },
      ...(its
        ? [
            {
              lien: `/documents/${strategie.adresse}`,
              titre: formatCount(its.axes.length, 'axe'),
              note: its.titre,
            },
            {
              lien: `/documents/${strategie.adresse}`,
              titre: formatCount(its.communes.length, 'commune'),
              note: '',
            },
            {
              lien: `/documents/${strategie.adresse}`,
              titre: formatCount(its.signataires.length, 'signataire'),
              note: '',
            },
          ]
        : []),
    ]
  },
  agenda: async (tx, { now }) => {
    const moments = await listMoments(tx, now)
    return moments.map(({ lien, titre, le }) => ({ lien, titre, note: formatInstant(le) }))
  },
}
