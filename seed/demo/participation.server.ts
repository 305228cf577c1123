import type { Tx } from '#app/db/connection.server.ts'
import { listCibles } from '#app/features/participation/cibles.server.ts'
import { inviteCommunes } from '#app/features/participation/invitations.commands.server.ts'
import type { Niveau } from '#app/features/participation/participation.words.ts'
import { writeParticipation } from '#app/features/participation/participations.commands.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { Seed } from './seed.ts'

const AT = isoDate('2026-09-01')

const reasons: Record<Niveau, string> = {
  pilote: 'La commune anime le sujet pour ses voisines. (Exemple.)',
  engagee: 'Un élu et un agent y travaillent toute l’année. (Exemple.)',
  associee: 'La commune vient quand le sujet la touche. (Exemple.)',
  informee: 'La commune veut lire les comptes rendus. (Exemple.)',
  pas_concernee: 'Le conseil municipal a d’autres priorités cette année. (Exemple.)',
}

/** What a few communes said of their part in the axes, one change of mind, and two invitations: all invented. */
export const seedParticipation: Seed = async (tx, director) => {
  const axes = (await listCibles(tx, director, AT)).filter((its) => its.genre === 'axe')
  const communes = await tx.selectFrom('commune').select(['code', 'type']).orderBy('code').execute()
  for (const [rank, { code, type }] of communes.entries())
    for (const [column, cible] of axes.entries()) {
      const niveau = levelOf(rank, column, type === 'rurale')
      if (niveau) await say(tx, director, { code, cible, niveau, debut: '2024-03-01' })
    }
  const [first] = axes
  const [one] = communes
  if (!first || !one) return
  await say(tx, director, { code: one.code, cible: first, niveau: 'pilote', debut: '2025-09-01' })
  await seedInvitations(tx, director, { cible: axes[4] ?? first, communes })
}

type Cible = Awaited<ReturnType<typeof listCibles>>[number]

function say(
  tx: Tx,
  director: Actor,
  { code, cible, niveau, debut }: { code: string; cible: Cible; niveau: Niveau; debut: string },
): Promise<string> {
  return writeParticipation(tx, director, {
    communeCode: code,
    cible,
    input: { niveau, pourquoi: reasons[niveau], debut: isoDate(debut) },
    declarePar: director.personneId,
    exemple: true,
  })
}

/** About one cell in three says something; rural communes less often, and never about everything. */
function levelOf(rank: number, column: number, isRural: boolean): Niveau | null {
  const draw = (rank * 5 + column * 3 + rank * column) % (isRural ? 11 : 8)
  const levels: Array<Niveau | undefined> = [
    'engagee',
    'associee',
    'informee',
    isRural ? 'pas_concernee' : 'pilote',
  ]
  return levels[draw] ?? null
}

function seedInvitations(
  tx: Tx,
  director: Actor,
  { cible, communes }: { cible: Cible; communes: ReadonlyArray<{ code: string; type: string }> },
): Promise<unknown> {
  const communeCodes = communes.filter((its) => its.type === 'rurale').slice(0, 4)
  return inviteCommunes(
    tx,
    director,
    {
      cible,
      input: {
        niveau: 'associee',
        message: 'Deux rencontres dans l’année, chez vous si vous le souhaitez. (Exemple.)',
        communeCodes: communeCodes.map((its) => its.code),
      },
      exemple: true,
    },
    { publicUrl: 'https://exemple.invalid', now: new Date('2026-11-02T09:00:00Z') },
  )
}
