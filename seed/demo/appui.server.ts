import type { Tx } from '#app/db/connection.server.ts'
import type { AppuiNature } from '#app/features/appui/appui.words.ts'
import {
  askAppui,
  closeAppui,
  linkSuite,
  logTime,
  sortAppui,
} from '#app/features/appui/appuis.commands.server.ts'
import { getAppui, listPosteChoices } from '#app/features/appui/appuis.queries.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { Seed } from './seed.ts'

const TODAY = isoDate('2026-11-20')
const CLOSED = new Date('2026-10-30T10:00:00Z')

interface Told {
  who: string
  nature: AppuiNature
  objet: string
  day: string
  /** Days given; none: not taken on yet. */
  days: readonly number[]
  closed?: boolean
}

const told: ReadonlyArray<Told> = [
  {
    who: 'Commune de Sebourg',
    nature: 'financement',
    objet: 'Trouver de quoi rénover la salle des jeunes (exemple)',
    day: '2026-03-02',
    days: [1, 1.5, 0.5],
    closed: true,
  },
  {
    who: 'Commune d’Anzin',
    nature: 'diagnostic',
    objet: 'Comprendre le non-recours aux soins au quartier (exemple)',
    day: '2026-06-11',
    days: [2, 1],
  },
  {
    who: 'Association (exemple)',
    nature: 'montage',
    objet: 'Écrire un dossier à plusieurs financeurs (exemple)',
    day: '2026-09-18',
    days: [0.5],
  },
  {
    who: 'Mission locale (exemple)',
    nature: 'evaluation',
    objet: 'Savoir si l’accueil hors les murs change quelque chose (exemple)',
    day: '2026-11-09',
    days: [],
  },
  {
    who: 'Commune de Sebourg',
    nature: 'donnees',
    objet: 'Une carte des services ouverts le samedi (exemple)',
    day: '2026-11-16',
    days: [],
  },
]

/** A few requests at each of their stages, all invented. */
export const seedAppuis: Seed = async (tx, director) => {
  const postes = await listPosteChoices(tx)
  for (const [rank, its] of told.entries()) {
    const asker = await tx
      .selectFrom('organisation')
      .select(['id', 'communeCode'])
      .where('nom', '=', its.who)
      .executeTakeFirst()
    const poste = postes[(rank + 2) % postes.length]?.value
    if (asker && poste) await tell(tx, director, { its, asker, poste })
  }
}

interface Asking {
  its: Told
  asker: { id: string; communeCode: string | null }
  poste: string
}

async function tell(tx: Tx, director: Actor, { its, asker, poste }: Asking): Promise<void> {
  const input = {
    organisationId: asker.id,
    nature: its.nature,
    objet: its.objet,
    description: 'Ce que la structure attend de l’équipe, en quelques lignes. (Texte d’exemple.)',
    pourLe: null,
    communeCode: asker.communeCode,
    axeId: null,
  }
  const id = await askAppui(tx, director, input, { now: new Date(`${its.day}T09:00:00Z`), exemple: true })
  if (its.days.length === 0) return
  const sorting = { decision: 'acceptee', motif: '', posteId: poste, joursPrevus: 4 } as const
  await sortAppui(tx, director, id, { version: 1, input: sorting, page: 'https://exemple.invalid' })
  for (const [rank, jours] of its.days.entries())
    await logTime(tx, director, id, {
      input: {
        posteId: poste,
        jour: isoDate(`2026-10-${String(5 + rank * 7).padStart(2, '0')}`),
        jours,
        note: 'Rencontre et recherche (exemple)',
      },
      today: TODAY,
    })
  if (its.closed) await close(tx, director, id)
}

async function close(tx: Tx, director: Actor, id: string): Promise<void> {
  const fiche = await tx
    .selectFrom('fiche')
    .select('code')
    .where('exemple', '=', true)
    .orderBy('code')
    .executeTakeFirst()
  if (fiche) await linkSuite(tx, director, id, { sorte: 'fiche', cle: fiche.code })
  const { version } = await getAppui(tx, director, id)
  const resultat = 'Deux financements trouvés, un dossier déposé. (Exemple.)'
  await closeAppui(tx, director, id, { version, resultat, now: CLOSED, publicUrl: 'https://exemple.invalid' })
}
