import type { Db } from '#app/db/connection.server.ts'
import { anActor, aTerritoire, type TestTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor, Role } from '#app/platform/permissions.ts'

export interface FicheWorld {
  territoire: TestTerritoire
  direction: Actor
  axes: [string, string]
  theme: string
  document: string
  association: string
  partner: string
  qpv: string
  as: (role: Role, organisationId?: string) => Promise<Actor>
}

/** A territory with all a fiche can hang on: two axes, a theme, a document, a neighbourhood, two associations. */
export async function aFicheWorld(db: Db): Promise<FicheWorld> {
  const territoire = await aTerritoire(db)
  const [arbre, axe1, axe2, theme, document, association, partner] = Array.from({ length: 7 }, () => newId())
  const ids = { axe1: axe1 ?? '', axe2: axe2 ?? '', arbre: arbre ?? '', theme: theme ?? '' }
  const territoireId = territoire.id
  await db.insertInto('arbre').values({ territoireId, id: ids.arbre, nom: 'Axes' }).execute()
  await anAxis(db, { territoireId, id: ids.axe1, arbreId: ids.arbre, numero: '1', titre: 'Premier axe' })
  await anAxis(db, { territoireId, id: ids.axe2, arbreId: ids.arbre, numero: '2', titre: 'Second axe' })
  await db
    .insertInto('themeTransversal')
    .values({ territoireId, id: ids.theme, nom: 'Jeunesse', debut: '2015-01-01' })
    .execute()
  await db
    .insertInto('documentCadre')
    .values({
      territoireId,
      id: document ?? '',
      code: 'D1',
      nature: 'ptcs',
      titre: 'Projet',
      debut: '2015-01-01',
      arbreId: ids.arbre,
    })
    .execute()
  await db
    .insertInto('organisation')
    .values([
      { territoireId, id: association ?? '', nom: 'Association d’essai', nature: 'association' },
      { territoireId, id: partner ?? '', nom: 'Partenaire d’essai', nature: 'association' },
    ])
    .execute()
  await db
    .insertInto('qpv')
    .values({
      territoireId,
      code: 'QP059001',
      generation: 2015,
      nom: 'Quartier d’essai',
      debut: '2015-01-01',
      source: 'essai',
    })
    .execute()
  await db
    .insertInto('qpvCommune')
    .values({ territoireId, qpvCode: 'QP059001', communeCode: '59606', communeNom: 'Valenciennes' })
    .execute()
  return {
    territoire,
    direction: await anActor(db, territoire, { role: 'direction' }),
    axes: [ids.axe1, ids.axe2],
    theme: ids.theme,
    document: document ?? '',
    association: association ?? '',
    partner: partner ?? '',
    qpv: 'QP059001',
    as: (role, organisationId) =>
      anActor(db, territoire, organisationId ? { role, organisationId } : { role }),
  }
}

async function anAxis(
  db: Db,
  axis: { territoireId: string; id: string; arbreId: string; numero: string; titre: string },
): Promise<void> {
  const { territoireId, id, arbreId, numero, titre } = axis
  await db
    .insertInto('axe')
    .values({ territoireId, id, arbreId, rang: Number(numero) })
    .execute()
  await db
    .insertInto('axeVersion')
    .values({ territoireId, id: newId(), axeId: id, numero, titre, debut: '2015-01-01' })
    .execute()
}
