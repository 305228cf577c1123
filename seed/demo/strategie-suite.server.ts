import type { Tx } from '#app/db/connection.server.ts'
import { createEngagement } from '#app/features/strategies/engagements.commands.server.ts'
import { createPoste } from '#app/features/strategies/equipe.server.ts'
import { saveCorrespondances } from '#app/features/strategies/grilles.server.ts'
import { grilleOf } from '#app/features/strategies/grilles.ts'
import { addBut, createPlan, linkBut } from '#app/features/strategies/plans.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { croisementsDemo, engagementsDemo, plansDemo, postesDemo } from './strategie-suite.ts'

export interface Told {
  ptcs: string
  contrat: string
  organisations: Map<string, string>
}

/** Commitments, the crosswalk to the three pillars, the plans of other directions, the team. */
export async function seedStrategieSuite(tx: Tx, director: Actor, told: Told): Promise<void> {
  const versions = await tx.selectFrom('axeVersion').select(['numero', 'axeId']).execute()
  const axes = new Map(versions.map((its) => [its.numero, its.axeId]))
  const axe = (numero: string) => axes.get(numero) ?? ''
  const grille = grilleOf('contrats-2015')
  const links = croisementsDemo.map(([numero, poste, intensite]) => ({
    axeId: axe(numero),
    poste,
    intensite,
  }))
  await saveCorrespondances(tx, director, grille, links)
  for (const { document, signataire, axe: numero, echeance, ...its } of engagementsDemo)
    await createEngagement(
      tx,
      director,
      {
        ...its,
        documentId: told[document],
        organisationId: told.organisations.get(signataire) ?? '',
        axeId: numero ? axe(numero) : null,
        echeance: echeance ? isoDate(echeance) : null,
      },
      { exemple: true },
    )
  await seedPlans(tx, director, axe)
  await seedEquipe(tx, director, { epciId: told.organisations.get('Valenciennes Métropole') ?? '', axe })
}

async function seedPlans(tx: Tx, director: Actor, axe: (numero: string) => string): Promise<void> {
  for (const { buts, nom, domaine, direction } of plansDemo) {
    const input = { nom, domaine, direction, debut: isoDate('2015-01-01'), fin: null }
    const planId = await createPlan(tx, director, input, { exemple: true })
    for (const but of buts) {
      const butId = await addBut(tx, director, planId, but.texte)
      if (but.axe) await linkBut(tx, director, { butId, axeId: axe(but.axe), lien: but.lien, note: but.note })
    }
  }
}

interface Team {
  epciId: string
  axe: (numero: string) => string
}

async function seedEquipe(tx: Tx, director: Actor, { epciId, axe }: Team): Promise<void> {
  for (const poste of postesDemo) {
    const input = {
      intitule: poste.intitule,
      organisationId: epciId,
      service: poste.inside ? 'Direction de la cohésion sociale' : 'Direction de l’emploi',
      dansLaDirection: poste.inside,
      missionAnnexe: poste.annexe,
      debut: isoDate(poste.inside ? '2015-01-01' : '2016-01-01'),
      fin: null,
    }
    const missions = {
      principaux: poste.principaux.map(axe),
      secondaires: poste.secondaires.map(axe),
      etp: [],
    }
    await createPoste(tx, director, input, { missions, exemple: false })
  }
  await createPoste(
    tx,
    director,
    {
      intitule: 'Équipe du Dispositif de réussite éducative',
      organisationId: await gipOf(tx, director),
      service: 'GIP Réussite éducative',
      dansLaDirection: false,
      missionAnnexe: '',
      debut: isoDate('2015-01-01'),
      fin: null,
    },
    { missions: { principaux: [axe('4')], secondaires: [], etp: [{ annee: 2017, etp: 9 }] }, exemple: false },
  )
}

async function gipOf(tx: Tx, { territoireId }: Actor): Promise<string> {
  const named = await tx
    .selectFrom('organisation')
    .select('id')
    .where('nature', '=', 'gip')
    .executeTakeFirst()
  if (named) return named.id
  const id = newId()
  const nom = 'GIP Réussite éducative de Valenciennes Métropole'
  await tx.insertInto('organisation').values({ territoireId, id, nom, nature: 'gip' }).execute()
  return id
}
